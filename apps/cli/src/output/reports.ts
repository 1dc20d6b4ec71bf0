import { Change, ChangeCounts } from "@surety/model/changes";
import { Dialect, SourceProblem } from "@surety/model/contracts";
import { Finding, FindingCounts } from "@surety/model/findings";
import { Digest } from "@surety/model/ids";
import { Verdict } from "@surety/model/verdicts";
import { z } from "zod";

/** One document that a report is about. */
const Subject = z.object({ file: z.string(), rawDigest: Digest, contractDigest: Digest, dialect: Dialect, title: z.string(), apiVersion: z.string() });
const RuleError = z.object({ rule: z.string(), message: z.string() });

/** What `surety lint --format json` prints. */
export const LintReport = z.object({
  document: Subject,
  findings: z.array(Finding),
  counts: FindingCounts,
  ruleErrors: z.array(RuleError).describe("rules that failed themselves"),
  answer: z.enum(["yes", "no"]).describe("no: at least one error"),
});
export type LintReport = z.infer<typeof LintReport>;

/** What `surety diff --format json` prints. */
export const DiffReport = z.object({
  base: Subject,
  revision: Subject,
  identical: z.boolean().describe("both mean the same: equal contract digests"),
  partial: z.string().nullable().describe("why the comparison is incomplete, when it is"),
  changes: z.array(Change),
  counts: ChangeCounts,
  answer: z.enum(["yes", "no", "unknown"]).describe("no: at least one change at or above --fail-on; unknown: the comparison is incomplete"),
});
export type DiffReport = z.infer<typeof DiffReport>;

/** What `surety check --format json` prints. */
export const CheckReport = z.object({
  document: Subject,
  base: Subject.nullable().describe("what it was compared with; null without --against"),
  findings: z.array(Finding.extend({ isNew: z.boolean().describe("the base does not have it") })),
  findingCounts: FindingCounts,
  newFindingCounts: FindingCounts,
  ruleErrors: z.array(RuleError),
  changes: z.array(Change),
  changeCounts: ChangeCounts,
  identical: z.boolean().nullable(),
  partial: z.string().nullable(),
  answer: z.enum(["yes", "no", "unknown"]),
});
export type CheckReport = z.infer<typeof CheckReport>;

/** What `surety can-deploy --format json` prints. */
export const CanDeployReport = Verdict;

/** What every command prints with `--format json` when it cannot be carried out (exit codes 2 and 4). */
export const ErrorReport = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    hint: z.string().nullable(),
    file: z.string().nullable(),
    problems: z.array(SourceProblem),
  }),
});

/** The published output formats: file name → schema. */
export const REPORT_SCHEMAS = {
  lint: LintReport,
  diff: DiffReport,
  check: CheckReport,
  "can-deploy": CanDeployReport,
  error: ErrorReport,
} as const;
