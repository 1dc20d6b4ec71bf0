import type { Contract } from "@surety/engine-spec/contract";
import { claimProblems } from "./claim-problems.ts";
import { placeClaims } from "./place-claims.ts";
import type { LintResult, Rule } from "./rule.ts";
import { runRules } from "./run-rules.ts";
import { sayOnce } from "./say-once.ts";
import { recommendedRuleset } from "./spectral/recommended-ruleset.ts";
import type { Ruleset } from "./spectral/ruleset/ruleset.ts";
import { runRuleset } from "./spectral/run-ruleset.ts";

export interface LintOptions {
  /** Instead of `surety:recommended`: a ruleset of Spectral's format, from `loadRuleset`. */
  readonly ruleset?: Ruleset;
  /** Instead of a ruleset: these rules alone. */
  readonly rules?: readonly Rule[];
  /** The document's path relative to the ruleset, for `overrides`; without it none applies. */
  readonly path?: string;
}

/**
 * Judges a contract by design rules. What is wrong with the document itself comes first, as findings of
 * `surety-document/…`. Cost is linear in the document and its findings; nothing is fetched.
 */
export function lintContract(contract: Contract, options: LintOptions = {}): LintResult {
  const { ruleset = recommendedRuleset(), rules, path } = options;
  const { claims, ruleErrors } = rules === undefined ? runRuleset(contract, ruleset, path) : runRules(contract, rules);
  const all = [...claimProblems(contract, ruleset.parserOptions), ...claims];
  const isOurs = [...ruleset.rules.values()].some(({ kind }) => kind === "native");
  return { findings: placeClaims(contract, isOurs ? sayOnce(all) : all), ruleErrors };
}
