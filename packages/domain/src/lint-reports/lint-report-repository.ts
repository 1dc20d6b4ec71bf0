import type { FindingState } from "@surety/model/checks";
import type { Finding, FindingCounts, Severity } from "@surety/model/findings";
import type { Digest, OrganizationId } from "@surety/model/ids";
import type { FindingIgnore } from "@surety/model/ignored-findings";
import type { Score } from "@surety/model/scores";
import type { LintReport } from "../engines.ts";

export interface LintReportRecord {
  readonly id: string;
  readonly engine: string;
  /** Of the findings that count on every day. */
  readonly counts: FindingCounts;
}

export interface Judgement {
  readonly ruleset: string;
  readonly score: Score | null;
  /** Rules that failed themselves. */
  readonly ruleErrors: { rule: string; message: string }[];
  /** Findings that the document ignores today. */
  readonly ignored: number;
}

/** `label` is for people (`org:base@3`), `digest` tells rules apart. */
export interface JudgedBy {
  readonly label: string;
  readonly digest: string;
}

/** What counts from a day on, until the next of them. */
export interface LintDay {
  /** Null: from the day of the comparison on. */
  readonly from: string | null;
  readonly findings: FindingCounts;
  /** Those that the baseline does not have. */
  readonly newFindings: FindingCounts;
  /** Fingerprints of new errors, at most 100. */
  readonly errors: readonly string[];
}

export interface FindingQuery {
  readonly reportId: string;
  readonly baselineReportId: string;
  readonly today: string;
  readonly severity?: Severity | undefined;
  readonly rule?: string | undefined;
  /** Left out: all but those that the document ignores. */
  readonly state?: FindingState | "all" | undefined;
  /** The fingerprints that exceptions accept. */
  readonly accepted: readonly string[];
  readonly onlyNew: boolean;
  readonly after: number | null;
  readonly limit: number;
}

export interface ListedFinding {
  readonly ordinal: number;
  readonly finding: Finding;
  readonly isNew: boolean;
  /** Of one that the document ignores today. */
  readonly ignore: FindingIgnore | null;
}

export interface LintReportRepository {
  /** The report of a contract by one engine under the same rules. */
  find(organizationId: OrganizationId, rawDigest: Digest, engine: string, rulesetDigest: string): Promise<LintReportRecord | null>;
  /** The rules behind a report, and how good the contract is by them. */
  findJudgement(organizationId: OrganizationId, reportId: string, today: string): Promise<Judgement | null>;
  /** Keeps what is there when this engine has reported on the contract under the same rules before. */
  insert(organizationId: OrganizationId, rawDigest: Digest, report: LintReport, ruleset: JudgedBy): Promise<LintReportRecord>;
  /** What counts in a report today and on every day after it, and what of that a baseline does not have; in the order of days. */
  compare(
    organizationId: OrganizationId,
    report: LintReportRecord,
    baselineReportId: string,
    today: string,
  ): Promise<[LintDay, ...LintDay[]]>;
  /** In the engine's order, after the ordinal `after`. */
  listFindings(organizationId: OrganizationId, query: FindingQuery): Promise<ListedFinding[]>;
}
