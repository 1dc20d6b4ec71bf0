import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { DeleteServiceInput } from "@surety/model/services";
import { requireScope } from "../callers/require-scope.ts";
import { requireState } from "../conditions/require-state.ts";
import { serviceTag } from "../conditions/state-tags.ts";
import type { Deps } from "../deps.ts";
import { findService, serviceNotFound } from "./find-service.ts";

/** Deletes a service with its versions, deployments and checks; refused while a version of it is deployed. */
export async function deleteService(deps: Deps, who: Caller, input: DeleteServiceInput): Promise<void> {
  requireScope(who, "contracts:write");
  await deps.transact(async (tx) => {
    const service = await findService(tx, who.organizationId, input.service);
    if (!(await tx.services.lock(who.organizationId, service.id))) throw serviceNotFound(input.service);
    const held = await findService(tx, who.organizationId, input.service);
    requireState(input, serviceTag(held.service), `service ${input.service}`);
    const active = await tx.deployments.listActive(who.organizationId, [service.id]);
    const first = active[0];
    if (first !== undefined) {
      const more = active.length === 1 ? "" : `, and ${active.length - 1} more`;
      throw new SuretyError("service_deployed", `${input.service} ${first.version} is deployed in ${first.environment}${more}.`);
    }
    await tx.services.delete(who.organizationId, service.id);
    await tx.audit.record(who, "service.deleted", input.service, {
      before: { ...service.service, versions: service.versionCount },
    });
    await tx.live.announce(who.organizationId, { type: "service.deleted", service: input.service });
  });
}
