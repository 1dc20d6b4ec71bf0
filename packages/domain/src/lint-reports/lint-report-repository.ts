import type { VersionFinding } from "@surety/model/checks";
import type { FindingCounts, Severity } from "@surety/model/findings";
import type { Digest, OrganizationId } from "@surety/model/ids";
import type { LintReport } from "../engines.ts";

export interface LintReportRecord {
  readonly id: string;
  readonly engine: string;
  readonly counts: FindingCounts;
}

export interface LintReportRepository {
  /** The report of a contract by one engine, or by the latest engine that made one. */
  find(organizationId: OrganizationId, rawDigest: Digest, engine?: string): Promise<LintReportRecord | null>;
  /** Keeps what is there when this engine has reported on the contract before. */
  insert(organizationId: OrganizationId, rawDigest: Digest, report: LintReport): Promise<LintReportRecord>;
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
