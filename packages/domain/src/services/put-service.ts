import type { Caller } from "@surety/model/callers";
import type { PutServiceInput, PutServiceResult } from "@surety/model/services";
import { requireScope } from "../callers/require-scope.ts";
import { requireState } from "../conditions/require-state.ts";
import { serviceTag } from "../conditions/state-tags.ts";
import type { Deps } from "../deps.ts";
import { requireQuota } from "../quotas/require-quota.ts";
import { keepRuleset } from "../rulesets/default-ruleset.ts";

/**
 * Creates a service, or changes the fields that are given. Another ruleset counts from its next lint check on.
 * @throws SuretyError `ruleset_not_found`, `precondition_failed`, `quota_exceeded`
 */
export async function putService(deps: Deps, who: Caller, input: PutServiceInput): Promise<PutServiceResult> {
  requireScope(who, "contracts:write");
  return deps.transact(async (tx) => {
    if (typeof input.ruleset === "string") await keepRuleset(tx, who.organizationId, input.ruleset);
    const found = await tx.services.find(who.organizationId, input.service);
    const isHeld = found !== null && (await tx.services.lock(who.organizationId, found.id));
    const before = isHeld ? await tx.services.find(who.organizationId, input.service) : null;
    requireState(input, before && serviceTag(before.service), `service ${input.service}`);
    const result = await tx.services.put(who.organizationId, input);
    if (before === null && !result.created) requireState(input, serviceTag(result.service), `service ${input.service}`);
    await tx.audit.record(who, "service.put", input.service, { before: before?.service ?? null, after: result.service });
    if (result.created) await requireQuota(deps, tx, who.organizationId, { of: ["services"] });
    return result;
  });
}
