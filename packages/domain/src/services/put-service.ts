import type { Caller } from "@surety/model/callers";
import type { PutServiceInput, PutServiceResult } from "@surety/model/services";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { keepRuleset } from "../rulesets/default-ruleset.ts";

/**
 * Creates a service, or changes the fields that are given. Another ruleset counts from its next lint check on.
 * @throws SuretyError `ruleset_not_found`
 */
export async function putService(deps: Deps, who: Caller, input: PutServiceInput): Promise<PutServiceResult> {
  requireScope(who, "contracts:write");
  return deps.transact(async (tx) => {
    if (typeof input.ruleset === "string") await keepRuleset(tx, who.organizationId, input.ruleset);
    const before = await tx.services.find(who.organizationId, input.service);
    const result = await tx.services.put(who.organizationId, input);
    await tx.audit.record(who, "service.put", input.service, { before: before?.service ?? null, after: result.service });
    return result;
  });
}
