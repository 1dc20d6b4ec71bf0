import type { Caller } from "@surety/model/callers";
import type { GetRulesetInput, Ruleset } from "@surety/model/rulesets";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { findRuleset, showRuleset } from "./find-ruleset.ts";

/** The latest version, or the one that is asked for. @throws SuretyError `ruleset_not_found` */
export async function getRuleset(deps: Deps, who: Caller, input: GetRulesetInput): Promise<Ruleset> {
  requireScope(who, "read");
  return showRuleset(await findRuleset(deps.repositories, who.organizationId, input.ruleset, input.version));
}
