import type { VersionFinding } from "@surety/model/checks";
import type { FindingCounts, Severity } from "@surety/model/findings";
import type { Digest, OrganizationId } from "@surety/model/ids";
import type { Score } from "@surety/model/scores";
import type { LintReport } from "../engines.ts";

export interface LintReportRecord {
  readonly id: string;
  readonly engine: string;
  readonly counts: FindingCounts;
}

export interface Judgement {
  readonly ruleset: string;
  readonly score: Score | null;
  /** Rules that failed themselves. */
  readonly ruleErrors: { rule: string; message: string }[];
}

/** `label` is for people (`org:base@3`), `digest` tells rules apart. */
export interface JudgedBy {
  readonly label: string;
  readonly digest: string;
}

export interface LintReportRepository {
  /** The report of a contract by one engine under the same rules. */
  find(organizationId: OrganizationId, rawDigest: Digest, engine: string, rulesetDigest: string): Promise<LintReportRecord | null>;
  /** The rules behind a report, and how good the contract is by them. */
  findJudgement(organizationId: OrganizationId, reportId: string): Promise<Judgement | null>;
  /** Keeps what is there when this engine has reported on the contract under the same rules before. */
  insert(organizationId: OrganizationId, rawDigest: Digest, report: LintReport, ruleset: JudgedBy): Promise<LintReportRecord>;
  /** The findings of `reportId` whose fingerprints `baselineReportId` has not, by severity; and some fingerprints of the errors. */
  compare(organizationId: OrganizationId, reportId: string, baselineReportId: string): Promise<{ counts: FindingCounts; errors: string[] }>;
  /** In the engine's order, after the ordinal `after`. */
  listFindings(
    organizationId: OrganizationId,
    query: {
      reportId: string;
      baselineReportId: string;
      severity?: Severity | undefined;
      rule?: string | undefined;
      onlyNew: boolean;
      after: number | null;
      limit: number;
    },
  ): Promise<{ ordinal: number; finding: VersionFinding }[]>;
}
