import type { Contract } from "@surety/engine-spec/contract";
import { claimProblems } from "./claim-problems.ts";
import { placeClaims } from "./place-claims.ts";
import { recommended } from "./recommended.ts";
import type { LintResult, Rule } from "./rule.ts";
import { runRules } from "./run-rules.ts";
import type { Ruleset } from "./spectral/ruleset/ruleset.ts";
import { runRuleset } from "./spectral/run-ruleset.ts";

export interface LintOptions {
  /** Instead of `surety:recommended`. */
  readonly rules?: readonly Rule[];
  /** Instead of both: a ruleset of Spectral's format, from `loadRuleset`. */
  readonly ruleset?: Ruleset;
  /** The document's path relative to the ruleset, for `overrides`; without it none applies. */
  readonly path?: string;
}

/**
 * Judges a contract by design rules. What is wrong with the document itself comes first, as findings of
 * `surety-document/…`. Cost is linear in the document and its findings; nothing is fetched.
 */
export function lintContract(contract: Contract, options: LintOptions = {}): LintResult {
  const { ruleset, path } = options;
  const { claims, ruleErrors } =
    ruleset === undefined ? runRules(contract, options.rules ?? recommended) : runRuleset(contract, ruleset, path);
  const problems = claimProblems(contract, ruleset?.parserOptions);
  return { findings: placeClaims(contract, [...problems, ...claims]), ruleErrors };
}
