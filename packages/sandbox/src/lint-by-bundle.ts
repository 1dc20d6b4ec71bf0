import type { RulesetBundle } from "@surety/domain/engines";
import { lintContract } from "@surety/engine-lint/lint-contract";
import type { LintResult } from "@surety/engine-lint/rule";
import type { Contract } from "@surety/engine-spec/contract";
import { DEFAULT_RULESET } from "@surety/model/rulesets";
import { loadBundle } from "./load-bundle.ts";

export async function lintByBundle(contract: Contract, bundle: RulesetBundle | undefined, allowsFunctions: boolean): Promise<LintResult> {
  if (bundle === undefined || bundle.reference === DEFAULT_RULESET) return lintContract(contract);
  return lintContract(contract, { ruleset: await loadBundle(bundle, allowsFunctions) });
}
