import { SuretyError } from "@surety/model/errors";
import type { Member } from "@surety/model/members";
import type { OrganizationId } from "@surety/model/ids";
import type { Repositories } from "../repositories.ts";

/**
 * Invariant: an organization has an owner at every moment. Call before an owner stops being one, in the same transaction.
 * @throws SuretyError `last_owner`
 */
export async function keepAnOwner(tx: Repositories, organizationId: OrganizationId, { name }: Member): Promise<void> {
  if ((await tx.members.lockOwners(organizationId)) > 1) return;
  throw new SuretyError("last_owner", `${name} is the only owner.`);
}
