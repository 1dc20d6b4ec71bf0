import { SuretyError } from "@surety/model/errors";
import type { MemberId, OrganizationId } from "@surety/model/ids";
import type { Member } from "@surety/model/members";
import type { Repositories } from "../repositories.ts";

/** @throws SuretyError `member_not_found` */
export async function findMember(tx: Repositories, organizationId: OrganizationId, id: MemberId): Promise<Member> {
  const member = await tx.members.get(organizationId, id);
  if (member === null) throw new SuretyError("member_not_found", `There is no member ${id} in this organization.`);
  return member;
}
