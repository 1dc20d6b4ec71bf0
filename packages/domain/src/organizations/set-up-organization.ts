import { Policy } from "@surety/model/environments";
import type { OrganizationId } from "@surety/model/ids";
import { EnvironmentName } from "@surety/model/names";
import type { Deps } from "../deps.ts";

const DEFAULTS = [EnvironmentName.parse("staging"), EnvironmentName.parse("production")];

/** Gives a new organization its environments; does nothing to those that it has. */
export async function setUpOrganization(deps: Pick<Deps, "transact">, organizationId: OrganizationId): Promise<void> {
  await deps.transact(async (tx) => {
    for (const [position, name] of DEFAULTS.entries()) {
      if ((await tx.environments.find(organizationId, name)) === null) {
        await tx.environments.put(organizationId, { name, position, policy: Policy.parse({}) });
      }
    }
  });
}
