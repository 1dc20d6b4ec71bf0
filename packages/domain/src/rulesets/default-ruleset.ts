import type { Caller } from "@surety/model/callers";
import type { OrganizationId } from "@surety/model/ids";
import {
  DEFAULT_RULESET,
  type DefaultRuleset,
  type PutDefaultRulesetInput,
  RulesetReference,
  storedReference,
} from "@surety/model/rulesets";
import { requireScope } from "../callers/require-scope.ts";
import { requireState } from "../conditions/require-state.ts";
import { defaultRulesetTag } from "../conditions/state-tags.ts";
import type { Deps } from "../deps.ts";
import type { Repositories } from "../repositories.ts";
import { rulesetNotFound } from "./find-ruleset.ts";

/** What judges the services that have not chosen a ruleset. */
export async function getDefaultRuleset(deps: Deps, who: Caller): Promise<DefaultRuleset> {
  requireScope(who, "read");
  const chosen = await deps.repositories.rulesets.findDefault(who.organizationId);
  return { ruleset: chosen ?? RulesetReference.parse(DEFAULT_RULESET) };
}

/** Counts from the next check on; settled checks stay as they are. @throws SuretyError `ruleset_not_found` */
export async function putDefaultRuleset(deps: Deps, who: Caller, input: PutDefaultRulesetInput): Promise<DefaultRuleset> {
  requireScope(who, "admin");
  const { ruleset } = input;
  return deps.transact(async (tx) => {
    await keepRuleset(tx, who.organizationId, ruleset);
    const before = await tx.rulesets.lockDefault(who.organizationId);
    requireState(input, defaultRulesetTag({ ruleset: before ?? RulesetReference.parse(DEFAULT_RULESET) }), "default ruleset");
    await tx.rulesets.setDefault(who.organizationId, ruleset);
    await tx.audit.record(who, "default-ruleset.put", ruleset, {
      before: { ruleset: before ?? DEFAULT_RULESET },
      after: { ruleset },
    });
    return { ruleset };
  });
}

/** Holds a ruleset, so that it is not deleted before something names it. @throws SuretyError `ruleset_not_found` */
export async function keepRuleset(tx: Repositories, organizationId: OrganizationId, reference: string): Promise<void> {
  const name = storedReference(reference)?.name;
  if (name !== undefined && !(await tx.rulesets.keep(organizationId, [name]))) throw rulesetNotFound(name);
}
