import type { Contract } from "@surety/engine-spec/contract";
import { claimProblems } from "./claim-problems.ts";
import { placeClaims } from "./place-claims.ts";
import { recommended } from "./recommended.ts";
import type { LintResult, Rule } from "./rule.ts";
import { runRules } from "./run-rules.ts";

/** `lintContract` for rules that are code: a command that runs only these need not load what runs rulesets. */
export function lintByRules(contract: Contract, rules: readonly Rule[] = recommended): LintResult {
  const { claims, ruleErrors } = runRules(contract, rules);
  return { findings: placeClaims(contract, [...claimProblems(contract), ...claims]), ruleErrors };
}
