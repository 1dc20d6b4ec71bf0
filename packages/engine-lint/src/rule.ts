import type { Finding, Severity } from "@surety/model/findings";
import type { Pointer } from "@surety/model/pointer";
import type { Contract } from "@surety/engine-spec/contract";

/** What a rule says of one place; position, fingerprint and snippet are added by the runner. */
export interface Report {
  readonly pointer: Pointer;
  readonly message: string;
  readonly hint?: string;
  /** Key of the operation, when the finding is about one. */
  readonly operation?: string;
  /**
   * Tells findings of one rule at one pointer apart, in words that a refactor keeps: the missing status, the
   * ambiguous path. Part of the fingerprint, as the message is not: wordings may improve.
   */
  readonly subject?: string;
}

/** A design rule: one file, its test and its page beside it. `check` is pure and never throws for a contract that was read. */
export interface Rule {
  /** `surety-…`, stable: baselines and exceptions refer to it. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence for lists. */
  readonly summary: string;
  /** Why it matters, as advice from a senior colleague. */
  readonly why: string;
  /** A contract in YAML that breaks the rule; `openapi`, `info` and `paths` may be left out. */
  readonly bad: string;
  /** The same contract, obeying it. */
  readonly good: string;
  /** How to get from one to the other, also where the contract is generated from code. */
  readonly fix: string;
  /** URL of the specification or guideline that it rests on. */
  readonly source: string;
  check(contract: Contract): Iterable<Report>;
}

export interface LintResult {
  /** In document order (position, then rule). */
  readonly findings: readonly Finding[];
  /** Rules that failed themselves: reported, and the others still run. */
  readonly ruleErrors: readonly { readonly rule: string; readonly message: string }[];
}
