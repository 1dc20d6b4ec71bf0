import type { DiffPair, DiffRecord, DiffRepository, TallyRow } from "@surety/domain/diffs/diff-repository";
import type { DiffReport } from "@surety/domain/engines";
import { Change } from "@surety/model/changes";
import type { OrganizationId } from "@surety/model/ids";
import { and, asc, desc, eq, gt, inArray, isNull, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { changes, diffs } from "../schema/diffs.ts";
import { storable } from "./contracts.ts";
import { inChunks } from "./in-chunks.ts";

export const diffColumns = {
  id: diffs.id,
  from: diffs.fromDigest,
  to: diffs.toDigest,
  engine: diffs.engine,
  variant: diffs.variant,
  counts: diffs.counts,
  identical: diffs.identical,
  partial: diffs.partial,
  validUntil: diffs.validUntil,
};

export function createDiffs(connection: Connection): DiffRepository {
  return {
    async listLatest(organizationId, pairs, today) {
      if (pairs.length === 0) return [];
      const wanted = sql.join(
        pairs.map((pair) => sql`(${pair.from}, ${pair.to})`),
        sql`, `,
      );
      return connection
        .selectDistinctOn([diffs.fromDigest, diffs.toDigest, diffs.variant], diffColumns)
        .from(diffs)
        .where(
          and(
            eq(diffs.organizationId, organizationId),
            inArray(sql`(${diffs.fromDigest}, ${diffs.toDigest})`, sql`(${wanted})`),
            or(isNull(diffs.validUntil), gt(diffs.validUntil, today)),
          ),
        )
        .orderBy(diffs.fromDigest, diffs.toDigest, diffs.variant, desc(diffs.createdAt), desc(diffs.engine));
    },
    insert: (organizationId, pair, report) => connection.transaction((tx) => insertDiff(tx, organizationId, pair, report)),
    async tally(organizationId, diffIds, fingerprints) {
      if (diffIds.length === 0) return [];
      const told = fingerprints.length === 0 ? sql<string | null>`null::text` : toldApart(fingerprints);
      const rows = await connection
        .select({
          diffId: changes.diffId,
          kind: changes.kind,
          level: changes.level,
          category: changes.category,
          fullLevel: changes.fullLevel,
          fingerprint: told.as("told"),
          count: sql<number>`count(*)::int`,
        })
        .from(changes)
        .where(and(eq(changes.organizationId, organizationId), inArray(changes.diffId, [...diffIds])))
        .groupBy(changes.diffId, changes.kind, changes.level, changes.category, changes.fullLevel, sql`told`);
      return rows.map(({ category, fullLevel, ...row }) => ({ ...row, category: category ?? "wire", fullLevel: fullLevel ?? undefined }));
    },
    async listChanges(organizationId, { diffId, level, among, after, limit }) {
      if (among?.rows.length === 0) return [];
      const rows = await connection
        .select({ ordinal: changes.ordinal, body: changes.body })
        .from(changes)
        .where(
          and(
            eq(changes.organizationId, organizationId),
            eq(changes.diffId, diffId),
            level === undefined ? undefined : eq(changes.level, level),
            among === undefined ? undefined : or(...among.rows.map((row) => countedIn(row, among.apart))),
            after === null ? undefined : gt(changes.ordinal, after),
          ),
        )
        .orderBy(asc(changes.ordinal))
        .limit(limit);
      return rows.map(({ ordinal, body }) => ({ ordinal, change: Change.parse(JSON.parse(body)) }));
    },
  };
}

function toldApart(fingerprints: readonly string[]): SQL<string | null> {
  return sql<string | null>`case when ${inArray(changes.fingerprint, [...fingerprints])} then ${changes.fingerprint} end`;
}

/** Whether a change is counted in a row of a tally, in which some fingerprints were told apart. */
function countedIn({ kind, level, category, fullLevel, fingerprint }: TallyRow, apart: readonly string[]): SQL | undefined {
  return and(
    eq(changes.kind, kind),
    eq(changes.level, level),
    eq(sql`coalesce(${changes.category}, 'wire')`, category),
    sql`${changes.fullLevel} is not distinct from ${fullLevel ?? null}`,
    fingerprint === null ? notInArray(changes.fingerprint, [...apart]) : eq(changes.fingerprint, fingerprint),
  );
}

async function insertDiff(
  tx: Connection,
  organizationId: OrganizationId,
  pair: DiffPair & { readonly variant: string },
  report: DiffReport,
): Promise<DiffRecord> {
  const { engine, counts, identical, validUntil } = report;
  const { variant } = pair;
  const partial = report.partial === null ? null : storable(report.partial);
  const [inserted] = await tx
    .insert(diffs)
    .values({ organizationId, fromDigest: pair.from, toDigest: pair.to, engine, variant, counts, identical, partial, validUntil })
    .onConflictDoNothing()
    .returning(diffColumns);
  if (inserted !== undefined) {
    await insertChanges(tx, organizationId, inserted.id, report.changes);
    return inserted;
  }
  const same = and(
    eq(diffs.organizationId, organizationId),
    eq(diffs.fromDigest, pair.from),
    eq(diffs.toDigest, pair.to),
    eq(diffs.engine, engine),
    eq(diffs.variant, variant),
    validUntil === null ? isNull(diffs.validUntil) : eq(diffs.validUntil, validUntil),
  );
  const [existing] = await tx.select(diffColumns).from(diffs).where(same);
  if (existing === undefined) throw new Error("a diff that is there cannot be read");
  return existing;
}

async function insertChanges(tx: Connection, organizationId: OrganizationId, diffId: string, all: readonly Change[]): Promise<void> {
  const rows = all.map((change, ordinal) => {
    const { level, kind, category = null, fullLevel = null, fingerprint } = change;
    return { ordinal, level, kind, category, full_level: fullLevel, fingerprint, body: JSON.stringify(change) };
  });
  for (const chunk of inChunks(rows)) {
    await tx.execute(sql`
      insert into ${changes} (organization_id, diff_id, ordinal, level, kind, category, full_level, fingerprint, body)
      select ${organizationId}, ${diffId}::uuid, row.ordinal, row.level, row.kind, row.category, row.full_level, row.fingerprint, row.body
      from json_to_recordset(${JSON.stringify(chunk)}::json) as row (ordinal int, level text, kind text, category text, full_level text, fingerprint text, body text)`);
  }
}
