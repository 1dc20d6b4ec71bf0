import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { DeleteRulesetInput } from "@surety/model/rulesets";
import { requireScope } from "../callers/require-scope.ts";
import { requireState } from "../conditions/require-state.ts";
import type { Deps } from "../deps.ts";
import { etagOf, rulesetNotFound } from "./find-ruleset.ts";

/**
 * Deletes a ruleset with its versions; refused while a service, another ruleset or the default needs it.
 * @throws SuretyError `ruleset_not_found`, `ruleset_in_use`
 */
export async function deleteRuleset(deps: Deps, who: Caller, input: DeleteRulesetInput): Promise<void> {
  requireScope(who, "admin");
  const { ruleset: name } = input;
  await deps.transact(async (tx) => {
    if (!(await tx.rulesets.lock(who.organizationId, name))) throw rulesetNotFound(name);
    const latest = await tx.rulesets.find(who.organizationId, name);
    requireState(input, latest && etagOf(latest.version), `ruleset ${name}`);
    const { services, rulesets, isDefault } = await tx.rulesets.findUsers(who.organizationId, name);
    const users = [
      ...(services.length === 0 ? [] : [`the ${services.length === 1 ? "service" : "services"} ${services.join(", ")}`]),
      ...(rulesets.length === 0 ? [] : [`the ${rulesets.length === 1 ? "ruleset" : "rulesets"} ${rulesets.join(", ")}`]),
      ...(isDefault ? ["every service that has not chosen another, as the default"] : []),
    ];
    if (users.length > 0) throw new SuretyError("ruleset_in_use", `The ruleset ${name} is used by ${users.join("; by ")}.`);
    await tx.rulesets.delete(who.organizationId, name);
    await tx.audit.record(who, "ruleset.deleted", name, {
      before:
        latest === null ? null : { version: latest.version.version, digest: latest.version.digest, ruleCount: latest.version.ruleCount },
    });
  });
}
