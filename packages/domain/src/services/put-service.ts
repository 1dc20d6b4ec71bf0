import type { Caller } from "@surety/model/callers";
import type { PutServiceInput, PutServiceResult } from "@surety/model/services";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";

/** Creates a service, or changes the fields that are given. */
export async function putService(deps: Deps, who: Caller, input: PutServiceInput): Promise<PutServiceResult> {
  requireScope(who, "contracts:write");
  return deps.transact(async (tx) => {
    const result = await tx.services.put(who.organizationId, input);
    await tx.audit.record(who, "service.put", input.service, { created: result.created });
    return result;
  });
}
