import type { LintedFinding, LintReport } from "@surety/domain/engines";
import type {
  FindingQuery,
  JudgedBy,
  LintDay,
  LintReportRecord,
  LintReportRepository,
} from "@surety/domain/lint-reports/lint-report-repository";
import { OperationSummary } from "@surety/model/contracts";
import { countFindings, Finding, type FindingCounts } from "@surety/model/findings";
import type { Digest, OrganizationId } from "@surety/model/ids";
import { FindingIgnore } from "@surety/model/ignored-findings";
import { and, asc, count, eq, gt, gte, inArray, isNotNull, isNull, lt, ne, notInArray, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { contracts } from "../schema/contracts.ts";
import { findings, lintReports } from "../schema/lint-reports.ts";
import { storable } from "./contracts.ts";
import { inChunks } from "./in-chunks.ts";

/** More findings than this of one contract are counted, and not kept. */
const MOST_FINDINGS = 50_000;
/** Errors that a comparison names. */
const MOST_ERRORS = 100;
const FOREVER = "9999-12-31";
const record = { id: lintReports.id, engine: lintReports.engine, counts: lintReports.counts };
const RuleErrors = z.array(z.object({ rule: z.string(), message: z.string() }));
const baseline = alias(findings, "baseline");

const of = (organizationId: OrganizationId, reportId: string) =>
  and(eq(findings.organizationId, organizationId), eq(findings.reportId, reportId));
const countsOn = (today: string) => or(isNull(findings.uncountedThrough), lt(findings.uncountedThrough, today));
const ignoredOn = (today: string) => and(isNotNull(findings.ignore), gte(findings.uncountedThrough, today));

export function createLintReports(connection: Connection): LintReportRepository {
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
    async findJudgement(organizationId, reportId, today) {
      const [row] = await connection
        .select({
          ruleset: lintReports.ruleset,
          score: lintReports.score,
          laterScores: lintReports.laterScores,
          ruleErrors: lintReports.ruleErrors,
          ignored: sql<number>`(select count(*)::int from ${findings} where ${and(of(organizationId, reportId), ignoredOn(today))})`,
        })
        .from(lintReports)
        .where(and(eq(lintReports.organizationId, organizationId), eq(lintReports.id, reportId)));
      if (row === undefined) return null;
      const { laterScores, score, ...judged } = row;
      const later = laterScores?.findLast(({ from }) => from <= today);
      return { ...judged, score: later?.score ?? score, ruleErrors: RuleErrors.parse(JSON.parse(row.ruleErrors)) };
    },
    insert: (organizationId, rawDigest, report, ruleset) =>
      connection.transaction((tx) => insertReport(tx, organizationId, rawDigest, { ...report, ruleset })),
    compare: (organizationId, report, baselineReportId, today) =>
      compareReports(connection, { organizationId, report, baselineReportId, today }),
    async listFindings(organizationId, query) {
      const { reportId, baselineReportId, today, severity, rule, onlyNew, after, limit } = query;
      const isNew = await newnessOf(connection, organizationId, { reportId, baselineReportId });
      const rows = await connection
        .select({
          ordinal: findings.ordinal,
          body: findings.body,
          isNew: sql<boolean>`${isNew}`,
          ignore: findings.ignore,
          isIgnored: sql<boolean>`${ignoredOn(today)}`,
        })
        .from(findings)
        .where(
          and(
            of(organizationId, reportId),
            inState(query),
            severity === undefined ? undefined : eq(findings.severity, severity),
            rule === undefined ? undefined : eq(findings.rule, rule),
            onlyNew ? isNew : undefined,
            after === null ? undefined : gt(findings.ordinal, after),
          ),
        )
        .orderBy(asc(findings.ordinal))
        .limit(limit);
      return rows.map(({ ordinal, body, isNew: isNewHere, ignore, isIgnored }) => ({
        ordinal,
        finding: Finding.parse(JSON.parse(body)),
        isNew: isNewHere,
        ignore: isIgnored && ignore !== null ? FindingIgnore.parse(JSON.parse(ignore)) : null,
      }));
    },
  };
}

function inState({ state, accepted, today }: FindingQuery): SQL | undefined {
  switch (state) {
    case "ignored":
      return ignoredOn(today);
    case "accepted":
      return and(countsOn(today), inArray(findings.fingerprint, [...accepted]));
    case "open":
      return and(countsOn(today), notInArray(findings.fingerprint, [...accepted]));
    case "all":
      return or(countsOn(today), ignoredOn(today));
    case undefined:
      return countsOn(today);
  }
}

interface Pair {
  readonly reportId: string;
  readonly baselineReportId: string;
}

/** Whether a finding is new: another fingerprint than all of the baseline's, and no old operation where its rule binds new ones only. */
async function newnessOf(connection: Connection, organizationId: OrganizationId, { reportId, baselineReportId }: Pair): Promise<SQL> {
  const old = await oldOperations(connection, organizationId, { reportId, baselineReportId });
  // A hashed list: its cost does not depend on statistics, which a report that was just written does not have yet.
  const fresh = notInArray(
    findings.fingerprint,
    connection
      .select({ fingerprint: baseline.fingerprint })
      .from(baseline)
      .where(and(eq(baseline.organizationId, organizationId), eq(baseline.reportId, baselineReportId))),
  );
  if (old.length === 0) return fresh;
  return sql`(${fresh} and ${or(isNull(findings.bindingOperation), notInArray(findings.bindingOperation, old))})`;
}

/** The operations that bind a finding's newness and that the baseline's contract has. */
async function oldOperations(
  connection: Connection,
  organizationId: OrganizationId,
  { reportId, baselineReportId }: Pair,
): Promise<string[]> {
  const binding = await connection
    .selectDistinct({ key: findings.bindingOperation })
    .from(findings)
    .where(and(of(organizationId, reportId), isNotNull(findings.bindingOperation)));
  if (binding.length === 0) return [];
  const [row] = await connection
    .select({ operations: contracts.operations })
    .from(lintReports)
    .innerJoin(contracts, and(eq(contracts.organizationId, lintReports.organizationId), eq(contracts.rawDigest, lintReports.rawDigest)))
    .where(and(eq(lintReports.organizationId, organizationId), eq(lintReports.id, baselineReportId)));
  const operations = z.array(OperationSummary).parse(JSON.parse(row?.operations ?? "[]"));
  const known = new Set(operations.map(({ key }) => storable(key)));
  return binding.flatMap(({ key }) => (key !== null && known.has(key) ? [key] : []));
}

interface Comparison {
  readonly organizationId: OrganizationId;
  readonly report: LintReportRecord;
  readonly baselineReportId: string;
  readonly today: string;
}

async function compareReports(
  connection: Connection,
  { organizationId, report, baselineReportId, today }: Comparison,
): Promise<[LintDay, ...LintDay[]]> {
  const isNew = await newnessOf(connection, organizationId, { reportId: report.id, baselineReportId });
  const sometimes = and(of(organizationId, report.id), or(isNull(findings.uncountedThrough), ne(findings.uncountedThrough, FOREVER)));
  const through = findings.uncountedThrough;
  const groups = await connection
    .select({ severity: findings.severity, through, isNew: sql<boolean>`${isNew}`, amount: count() })
    .from(findings)
    .where(sometimes)
    .groupBy(findings.severity, through, sql`3`);
  const errors = groups.some((group) => group.isNew && group.severity === "error")
    ? await connection
        .select({ fingerprint: findings.fingerprint, through: sql<string | null>`min(coalesce(${through}, date '0001-01-01'))::text` })
        .from(findings)
        .where(and(sometimes, isNew, eq(findings.severity, "error")))
        .groupBy(findings.fingerprint)
        .orderBy(sql`min(coalesce(${through}, date '0001-01-01'))`, asc(findings.fingerprint))
        .limit(MOST_ERRORS)
    : [];
  const dayFrom = (from: string | null): LintDay => {
    const day = from ?? today;
    const found: FindingCounts = { ...report.counts };
    const fresh: FindingCounts = { error: 0, warning: 0, info: 0, hint: 0 };
    for (const group of groups) {
      if (group.through !== null && group.through >= day) continue;
      if (group.through !== null) found[group.severity] += group.amount;
      if (group.isNew) fresh[group.severity] += group.amount;
    }
    const named = errors.flatMap((each) => (each.through === null || each.through < day ? [each.fingerprint] : []));
    return { from, findings: found, newFindings: fresh, errors: named };
  };
  const lastDays = [
    ...new Set(groups.flatMap((group) => (group.through !== null && group.through >= today ? [group.through] : []))),
  ].sort();
  return [dayFrom(null), ...lastDays.map((last) => dayFrom(dayAfter(last)))];
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

async function insertReport(
  tx: Connection,
  organizationId: OrganizationId,
  rawDigest: Digest,
  report: LintReport & { readonly ruleset: JudgedBy },
): Promise<LintReportRecord> {
  const { engine, ruleset, score, laterScores } = report;
  const counts = countFindings(report.findings.filter(({ uncounted }) => uncounted === undefined));
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
      laterScores: laterScores === undefined || laterScores.length === 0 ? null : laterScores,
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
async function insertFindings(
  tx: Connection,
  organizationId: OrganizationId,
  reportId: string,
  kept: readonly LintedFinding[],
): Promise<void> {
  const rows = kept.map(({ uncounted, bindingOperation, ...finding }, ordinal) => {
    const { rule, severity, fingerprint } = finding;
    return {
      ordinal,
      rule: storable(rule),
      severity,
      fingerprint,
      body: JSON.stringify(finding),
      uncounted_through: uncounted?.through,
      ignore: uncounted?.ignore ? JSON.stringify(uncounted.ignore) : undefined,
      binding_operation: bindingOperation === undefined ? undefined : storable(bindingOperation),
    };
  });
  for (const chunk of inChunks(rows)) {
    await tx.execute(sql`
      insert into ${findings} (organization_id, report_id, ordinal, rule, severity, fingerprint, body, uncounted_through, ignore, binding_operation)
      select ${organizationId}, ${reportId}::uuid, row.ordinal, row.rule, row.severity, row.fingerprint, row.body,
        row.uncounted_through, row.ignore, row.binding_operation
      from json_to_recordset(${JSON.stringify(chunk)}::json) as row (
        ordinal int, rule text, severity text, fingerprint text, body text, uncounted_through date, ignore text, binding_operation text
      )`);
  }
}
