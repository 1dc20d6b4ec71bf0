import type { RulesetBundle } from "@surety/domain/engines";
import { lintContract } from "@surety/engine-lint/lint-contract";
import type { LintResult } from "@surety/engine-lint/rule";
import type { Ruleset } from "@surety/engine-lint/spectral/ruleset/ruleset";
import { suppressFindings } from "@surety/engine-lint/suppress-findings";
import type { Contract } from "@surety/engine-spec/contract";
import { DEFAULT_RULESET } from "@surety/model/rulesets";
import { loadBundle } from "./load-bundle.ts";

/** A stored ruleset, ready to run; undefined for `surety:recommended`. */
export async function rulesetOf(bundle: RulesetBundle | undefined, allowsFunctions: boolean): Promise<Ruleset | undefined> {
  return bundle === undefined || bundle.reference === DEFAULT_RULESET ? undefined : loadBundle(bundle, allowsFunctions);
}

/** All that is found in a contract. @param ruleset by default `surety:recommended` */
export function lintByRuleset(contract: Contract, ruleset: Ruleset | undefined): LintResult {
  return lintContract(contract, ruleset === undefined ? {} : { ruleset });
}

/** What counts today: without what the document itself ignores. */
export function lintToday(contract: Contract, ruleset: Ruleset | undefined): LintResult {
  const { findings, ruleErrors } = lintByRuleset(contract, ruleset);
  return { findings: suppressFindings(contract, findings, today()).findings, ruleErrors };
}

/** In UTC: `2027-01-31`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
