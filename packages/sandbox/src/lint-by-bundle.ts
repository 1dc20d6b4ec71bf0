import type { RulesetBundle } from "@surety/domain/engines";
import { lintContract } from "@surety/engine-lint/lint-contract";
import type { LintResult } from "@surety/engine-lint/rule";
import type { Ruleset } from "@surety/engine-lint/spectral/ruleset/ruleset";
import { suppressFindings } from "@surety/engine-lint/suppress-findings";
import type { Contract } from "@surety/engine-spec/contract";
import { DEFAULT_RULESET } from "@surety/model/rulesets";
import { loadBundle } from "./load-bundle.ts";

/** What counts in a contract by a stored ruleset: without what the document itself ignores on this day. */
export async function lintByBundle(contract: Contract, bundle: RulesetBundle | undefined, allowsFunctions: boolean): Promise<LintResult> {
  if (bundle === undefined || bundle.reference === DEFAULT_RULESET) return lintByRuleset(contract, undefined);
  return lintByRuleset(contract, await loadBundle(bundle, allowsFunctions));
}

/** @param ruleset by default `surety:recommended` */
export function lintByRuleset(contract: Contract, ruleset: Ruleset | undefined): LintResult {
  const { findings, ruleErrors } = lintContract(contract, ruleset === undefined ? {} : { ruleset });
  return { findings: suppressFindings(contract, findings, new Date().toISOString().slice(0, 10)).findings, ruleErrors };
}
