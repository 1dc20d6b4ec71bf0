import type { CheckAttempt, CheckRepository, LaterOutcome } from "@surety/domain/checks/check-repository";
import { type Check, CheckOutcome } from "@surety/model/checks";
import { FindingCounts } from "@surety/model/findings";
import type { OrganizationId, VersionId } from "@surety/model/ids";
import { and, desc, eq, exists, inArray, isNotNull, lt, ne, not, or, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { checks } from "../schema/checks.ts";
import { services } from "../schema/services.ts";
import { versions } from "../schema/versions.ts";
import { createCheckRepairs, QUEUED, silentFor } from "./check-repairs.ts";
import { ofItsService } from "./versions.ts";

export const checkColumns = {
  id: checks.id,
  service: services.name,
  version: versions.name,
  kind: checks.kind,
  state: checks.state,
  attempt: checks.attempt,
  outcome: checks.outcome,
  later: checks.later,
  findings: checks.findings,
  newFindings: checks.newFindings,
  ruleset: checks.ruleset,
  createdAt: checks.createdAt,
  startedAt: checks.startedAt,
  settledAt: checks.settledAt,
};
type CheckRow = Omit<Check, "outcome" | "createdAt" | "startedAt" | "settledAt"> & {
  outcome: string | null;
  later: string | null;
  createdAt: Date;
  startedAt: Date | null;
  settledAt: Date | null;
};

export const ofItsVersion = and(eq(versions.organizationId, checks.organizationId), eq(versions.id, checks.versionId));

const LaterOutcomes = z.array(z.object({ from: z.string(), outcome: CheckOutcome, findings: FindingCounts, newFindings: FindingCounts }));

/** What a settled check says on a day, where that is another thing than on the day on which it settled. */
export function laterOutcome(later: string | null, today: string): LaterOutcome | undefined {
  return later === null ? undefined : LaterOutcomes.parse(JSON.parse(later)).findLast(({ from }) => from <= today);
}

export function toCheck({ outcome, later, createdAt, startedAt, settledAt, ...row }: CheckRow, today: string): Check {
  const now = laterOutcome(later, today);
  return {
    ...row,
    findings: now?.findings ?? row.findings,
    newFindings: now?.newFindings ?? row.newFindings,
    outcome: now?.outcome ?? (outcome === null ? null : CheckOutcome.parse(JSON.parse(outcome))),
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    settledAt: settledAt?.toISOString() ?? null,
  };
}

/** The rows that an attempt may write. */
export function heldBy({ organizationId, checkId, attempt }: CheckAttempt) {
  return and(eq(checks.organizationId, organizationId), eq(checks.id, checkId), eq(checks.attempt, attempt), ne(checks.state, "settled"));
}

const seconds = (since: PgColumn) => sql<number | null>`extract(epoch from ${checks.settledAt} - ${since})::float8`;

export function createChecks(connection: Connection): CheckRepository {
  const select = () =>
    connection.select(checkColumns).from(checks).innerJoin(versions, ofItsVersion).innerJoin(services, ofItsService).$dynamic();
  return {
    ...createCheckRepairs(connection),
    async find(organizationId, id, today) {
      const [row] = await select().where(and(eq(checks.organizationId, organizationId), eq(checks.id, id)));
      return row === undefined ? null : toCheck(row, today);
    },
    async list(organizationId, { service, version, today, before, limit }) {
      const rows = await select()
        .where(
          and(
            eq(checks.organizationId, organizationId),
            service === undefined ? undefined : eq(services.name, service),
            version === undefined ? undefined : eq(versions.name, version),
            before === null ? undefined : sql`(${checks.createdAt}, ${checks.id}) < (${before.createdAt}::timestamptz, ${before.id}::uuid)`,
          ),
        )
        .orderBy(desc(checks.createdAt), desc(checks.id))
        .limit(limit);
      return rows.map((row) => toCheck(row, today));
    },
    async listFailed(organizationId, { today, before, limit }) {
      const newer = alias(checks, "newer");
      const isOpenedAgain = exists(
        connection
          .select({ one: sql`1` })
          .from(newer)
          .where(
            and(
              eq(newer.organizationId, checks.organizationId),
              eq(newer.versionId, checks.versionId),
              eq(newer.kind, checks.kind),
              sql`(${newer.createdAt}, ${newer.id}) > (${checks.createdAt}, ${checks.id})`,
            ),
          ),
      );
      const rows = await select()
        .where(
          and(
            eq(checks.organizationId, organizationId),
            sql`${checks.verdict} = 'errored'`,
            not(isOpenedAgain),
            before === null ? undefined : sql`(${checks.settledAt}, ${checks.id}) < (${before.settledAt}::timestamptz, ${before.id}::uuid)`,
          ),
        )
        .orderBy(desc(checks.settledAt), desc(checks.id))
        .limit(limit);
      return rows.map((row) => toCheck(row, today));
    },
    listLatest: (organizationId, versionIds, today) => listLatest(connection, { organizationId, versionIds, today }),
    async findReports(organizationId, versionId) {
      const [row] = await connection
        .select({ reportId: checks.reportId, baselineReportId: checks.baselineReportId })
        .from(checks)
        .where(
          and(
            eq(checks.organizationId, organizationId),
            eq(checks.versionId, versionId),
            eq(checks.kind, "lint"),
            isNotNull(checks.reportId),
          ),
        )
        .orderBy(desc(checks.createdAt), desc(checks.id))
        .limit(1);
      if (row === undefined || row.reportId === null) return null;
      return { reportId: row.reportId, baselineReportId: row.baselineReportId ?? row.reportId };
    },
    async open(organizationId, versionIds, kinds, origin) {
      const rows = versionIds.flatMap((versionId) => kinds.map((kind) => ({ organizationId, versionId, kind, origin })));
      if (rows.length === 0) return [];
      return connection
        .insert(checks)
        .values(rows)
        .onConflictDoNothing()
        .returning({ organizationId: checks.organizationId, checkId: checks.id, attempt: checks.attempt });
    },
    async claim(attempt, { silentMs, attempts, instanceId }) {
      const isAbandoned = and(silentFor(silentMs), lt(checks.attempt, attempts));
      const [row] = await connection
        .update(checks)
        .set({
          state: "running",
          attempt: sql`${checks.attempt} + case ${checks.state} when 'running' then 1 else 0 end`,
          instanceId,
          startedAt: sql`coalesce(${checks.startedAt}, clock_timestamp())`,
          heartbeatAt: sql`clock_timestamp()`,
        })
        .from(versions)
        .innerJoin(services, ofItsService)
        .where(and(heldBy(attempt), ofItsVersion, or(eq(checks.state, "queued"), isAbandoned)))
        .returning({
          attempt: checks.attempt,
          kind: checks.kind,
          origin: checks.origin,
          service: services.name,
          serviceId: versions.serviceId,
          version: versions.name,
          versionId: checks.versionId,
          versionNumber: versions.number,
          rawDigest: versions.rawDigest,
        });
      return row === undefined ? null : { ...attempt, ...row };
    },
    async beat(attempt) {
      const rows = await connection
        .update(checks)
        .set({ heartbeatAt: sql`clock_timestamp()` })
        .where(and(heldBy(attempt), eq(checks.state, "running")))
        .returning({ id: checks.id });
      return rows.length > 0;
    },
    async settle(attempt, { outcome, lint: { later, ...lint } = {} }) {
      const [row] = await connection
        .update(checks)
        .set({
          state: "settled",
          verdict: outcome.verdict,
          outcome: JSON.stringify(outcome),
          settledAt: sql`clock_timestamp()`,
          later: later === undefined || later.length === 0 ? null : JSON.stringify(later),
          ...lint,
        })
        .where(heldBy(attempt))
        .returning({
          kind: checks.kind,
          sinceOpened: seconds(checks.createdAt),
          sinceStarted: seconds(checks.startedAt),
        });
      return row === undefined ? null : { ...row, sinceOpened: row.sinceOpened ?? 0 };
    },
    async retry(attempt) {
      const [row] = await connection
        .update(checks)
        .set({ ...QUEUED, attempt: attempt.attempt + 1 })
        .where(heldBy(attempt))
        .returning({ organizationId: checks.organizationId, checkId: checks.id, attempt: checks.attempt });
      return row ?? null;
    },
  };
}

async function listLatest(
  connection: Connection,
  { organizationId, versionIds, today }: { organizationId: OrganizationId; versionIds: readonly VersionId[]; today: string },
): Promise<Map<VersionId, Check[]>> {
  const latest = new Map<VersionId, Check[]>();
  if (versionIds.length === 0) return latest;
  const rows = await connection
    .selectDistinctOn([checks.versionId, checks.kind], { ...checkColumns, versionId: checks.versionId })
    .from(checks)
    .innerJoin(versions, ofItsVersion)
    .innerJoin(services, ofItsService)
    .where(and(eq(checks.organizationId, organizationId), inArray(checks.versionId, [...versionIds])))
    .orderBy(checks.versionId, desc(checks.kind), desc(checks.createdAt), desc(checks.id));
  for (const { versionId, ...row } of rows) latest.set(versionId, [...(latest.get(versionId) ?? []), toCheck(row, today)]);
  return latest;
}
