import type { LintReport } from "@surety/domain/engines";
import type { JudgedBy, LintReportRecord, LintReportRepository } from "@surety/domain/lint-reports/lint-report-repository";
import { countFindings, Finding, type FindingCounts } from "@surety/model/findings";
import type { Digest, OrganizationId } from "@surety/model/ids";
import { and, asc, count, eq, gt, isNull, notInArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { findings, lintReports } from "../schema/lint-reports.ts";
import { storable } from "./contracts.ts";
import { inChunks } from "./in-chunks.ts";

/** More findings than this of one contract are counted, and not kept. */
const MOST_FINDINGS = 50_000;
const record = { id: lintReports.id, engine: lintReports.engine, counts: lintReports.counts };
const RuleErrors = z.array(z.object({ rule: z.string(), message: z.string() }));
const baseline = alias(findings, "baseline");

export function createLintReports(connection: Connection): LintReportRepository {
  // A hashed list: its cost does not depend on statistics, which a report that was just written does not have yet.
  const isNewTo = (organizationId: OrganizationId, baselineReportId: string) =>
    notInArray(
      findings.fingerprint,
      connection
        .select({ fingerprint: baseline.fingerprint })
        .from(baseline)
        .where(and(eq(baseline.organizationId, organizationId), eq(baseline.reportId, baselineReportId))),
    );
  return {
    async find(organizationId, rawDigest, engine, rulesetDigest) {
      const [row] = await connection
        .select(record)
        .from(lintReports)
        .where(
          and(
            eq(lintReports.organizationId, organizationId),
            eq(lintReports.rawDigest, rawDigest),
            eq(lintReports.engine, engine),
            eq(lintReports.rulesetDigest, rulesetDigest),
          ),
        );
      return row ?? null;
    },
    async findJudgement(organizationId, reportId) {
      const [row] = await connection
        .select({ ruleset: lintReports.ruleset, score: lintReports.score, ruleErrors: lintReports.ruleErrors })
        .from(lintReports)
        .where(and(eq(lintReports.organizationId, organizationId), eq(lintReports.id, reportId)));
      return row === undefined ? null : { ...row, ruleErrors: RuleErrors.parse(JSON.parse(row.ruleErrors)) };
    },
    insert: (organizationId, rawDigest, report, ruleset) =>
      connection.transaction((tx) => insertReport(tx, organizationId, rawDigest, { ...report, ruleset })),
    async compare(organizationId, reportId, baselineReportId) {
      const isNew = and(
        eq(findings.organizationId, organizationId),
        eq(findings.reportId, reportId),
        isNewTo(organizationId, baselineReportId),
      );
      const counted = await connection
        .select({ severity: findings.severity, amount: count() })
        .from(findings)
        .where(isNew)
        .groupBy(findings.severity);
      const counts: FindingCounts = { error: 0, warning: 0, info: 0, hint: 0 };
      for (const { severity, amount } of counted) counts[severity] = amount;
      if (counts.error === 0) return { counts, errors: [] };
      const errors = await connection
        .selectDistinct({ fingerprint: findings.fingerprint })
        .from(findings)
        .where(and(isNew, eq(findings.severity, "error")))
        .limit(100);
      return { counts, errors: errors.map((each) => each.fingerprint) };
    },
    async listFindings(organizationId, { reportId, baselineReportId, severity, rule, onlyNew, after, limit }) {
      const rows = await connection
        .select({ ordinal: findings.ordinal, body: findings.body, isNew: sql<boolean>`${isNewTo(organizationId, baselineReportId)}` })
        .from(findings)
        .where(
          and(
            eq(findings.organizationId, organizationId),
            eq(findings.reportId, reportId),
            severity === undefined ? undefined : eq(findings.severity, severity),
            rule === undefined ? undefined : eq(findings.rule, rule),
            onlyNew ? isNewTo(organizationId, baselineReportId) : undefined,
            after === null ? undefined : gt(findings.ordinal, after),
          ),
        )
        .orderBy(asc(findings.ordinal))
        .limit(limit);
      return rows.map(({ ordinal, body, isNew }) => ({ ordinal, finding: { ...Finding.parse(JSON.parse(body)), isNew } }));
    },
  };
}

async function insertReport(
  tx: Connection,
  organizationId: OrganizationId,
  rawDigest: Digest,
  report: LintReport & { readonly ruleset: JudgedBy },
): Promise<LintReportRecord> {
  const { engine, ruleset, score } = report;
  const counts = countFindings(report.findings);
  const kept = report.findings.slice(0, MOST_FINDINGS);
  const [inserted] = await tx
    .insert(lintReports)
    .values({
      organizationId,
      rawDigest,
      engine,
      ruleset: ruleset.label,
      rulesetDigest: ruleset.digest,
      score,
      counts,
      ruleErrors: JSON.stringify(report.ruleErrors),
      complete: kept.length === report.findings.length,
    })
    .onConflictDoNothing()
    .returning(record);
  if (inserted !== undefined) {
    await insertFindings(tx, organizationId, inserted.id, kept);
    return inserted;
  }
  const same = and(
    eq(lintReports.organizationId, organizationId),
    eq(lintReports.rawDigest, rawDigest),
    eq(lintReports.engine, engine),
    eq(lintReports.rulesetDigest, ruleset.digest),
  );
  // A report from before there were scores gets its own; nothing else of it can be another.
  await tx
    .update(lintReports)
    .set({ score })
    .where(and(same, isNull(lintReports.score)));
  const [existing] = await tx.select(record).from(lintReports).where(same);
  if (existing === undefined) throw new Error("a report that is there cannot be read");
  return existing;
}

/** As one JSON parameter for many rows: a quarter of the time, and a tenth of our CPU time, that rows of parameters take. */
async function insertFindings(tx: Connection, organizationId: OrganizationId, reportId: string, kept: readonly Finding[]): Promise<void> {
  const rows = kept.map((finding, ordinal) => {
    const { rule, severity, fingerprint } = finding;
    return { ordinal, rule: storable(rule), severity, fingerprint, body: JSON.stringify(finding) };
  });
  for (const chunk of inChunks(rows)) {
    await tx.execute(sql`
      insert into ${findings} (organization_id, report_id, ordinal, rule, severity, fingerprint, body)
      select ${organizationId}, ${reportId}::uuid, row.ordinal, row.rule, row.severity, row.fingerprint, row.body
      from json_to_recordset(${JSON.stringify(chunk)}::json) as row (ordinal int, rule text, severity text, fingerprint text, body text)`);
  }
}
