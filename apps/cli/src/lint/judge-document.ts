import type { Contract } from "@surety/engine-spec/contract";
import { scoreContract } from "@surety/engine-lint/score-contract";
import { suppressFindings } from "@surety/engine-lint/suppress-findings";
import { findingsSince, lintBaseline } from "@surety/engine-lint/suppress-known";
import type { Finding } from "@surety/model/findings";
import type { IgnoredFinding } from "@surety/model/ignored-findings";
import type { Score } from "@surety/model/scores";
import type { LoadedRuleset } from "./load-ruleset.ts";

/** A contract judged by rules. */
export interface Judged {
  /** What counts. */
  readonly findings: readonly Finding[];
  /** What the base has too. */
  readonly known: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  readonly ruleErrors: readonly { readonly rule: string; readonly message: string }[];
  readonly score: Score;
}

export interface JudgeOptions {
  readonly base?: Contract | null;
  /** Rules that bind only operations that the base does not have. */
  readonly newOperationsOnly?: readonly string[];
}

/** Lints a contract, leaves out what it ignores itself and what its base has too, and scores it. */
export function judgeDocument(
  contract: Contract,
  rules: LoadedRuleset,
  { base = null, newOperationsOnly = [] }: JudgeOptions = {},
): Judged {
  const linted = rules.lint(contract);
  const { findings: all, ignored } = suppressFindings(contract, linted.findings, new Date().toISOString().slice(0, 10));
  const score = scoreContract(all, contract.api);
  const { fresh, known } =
    base === null
      ? { fresh: all, known: [] }
      : findingsSince(contract, all, lintBaseline(base, rules.lint(base).findings), [...rules.newOperationsOnly, ...newOperationsOnly]);
  return { findings: fresh, known, ignored, ruleErrors: linted.ruleErrors, score };
}
