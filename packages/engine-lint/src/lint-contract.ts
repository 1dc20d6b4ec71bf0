import type { Contract } from "@surety/engine-spec/contract";
import { claimProblems } from "./claim-problems.ts";
import { placeClaims } from "./place-claims.ts";
import { recommended } from "./recommended.ts";
import type { LintResult, Rule } from "./rule.ts";
import { runRules } from "./run-rules.ts";

export interface LintOptions {
  /** Instead of `surety:recommended`. */
  readonly rules?: readonly Rule[];
}

/**
 * Judges a contract by design rules. What is wrong with the document itself comes first, as findings of
 * `surety-document/…`. Cost is linear in the document and its findings; nothing is fetched.
 */
export function lintContract(contract: Contract, options: LintOptions = {}): LintResult {
  const { claims, ruleErrors } = runRules(contract, options.rules ?? recommended);
  return { findings: placeClaims(contract, [...claimProblems(contract), ...claims]), ruleErrors };
}
