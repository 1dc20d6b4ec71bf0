import type { DiffPair, DiffRecord, DiffRepository } from "@surety/domain/diffs/diff-repository";
import type { DiffReport } from "@surety/domain/engines";
import { Change } from "@surety/model/changes";
import type { OrganizationId } from "@surety/model/ids";
import { and, asc, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { changes, diffs } from "../schema/diffs.ts";
import { storable } from "./contracts.ts";
import { inChunks } from "./in-chunks.ts";

const record = {
  id: diffs.id,
  from: diffs.fromDigest,
  to: diffs.toDigest,
  engine: diffs.engine,
  counts: diffs.counts,
  identical: diffs.identical,
  partial: diffs.partial,
};

export function createDiffs(connection: Connection): DiffRepository {
  return {
    async listLatest(organizationId, pairs) {
      if (pairs.length === 0) return [];
      const wanted = sql.join(
        pairs.map((pair) => sql`(${pair.from}, ${pair.to})`),
        sql`, `,
      );
      return connection
        .selectDistinctOn([diffs.fromDigest, diffs.toDigest], record)
        .from(diffs)
        .where(and(eq(diffs.organizationId, organizationId), inArray(sql`(${diffs.fromDigest}, ${diffs.toDigest})`, sql`(${wanted})`)))
        .orderBy(diffs.fromDigest, diffs.toDigest, desc(diffs.createdAt), desc(diffs.engine));
    },
    insert: (organizationId, pair, report) => connection.transaction((tx) => insertDiff(tx, organizationId, pair, report)),
    async listChanges(organizationId, { diffId, level, after, limit }) {
      const rows = await connection
        .select({ ordinal: changes.ordinal, body: changes.body })
        .from(changes)
        .where(
          and(
            eq(changes.organizationId, organizationId),
            eq(changes.diffId, diffId),
            level === undefined ? undefined : eq(changes.level, level),
            after === null ? undefined : gt(changes.ordinal, after),
          ),
        )
        .orderBy(asc(changes.ordinal))
        .limit(limit);
      return rows.map(({ ordinal, body }) => ({ ordinal, change: Change.parse(JSON.parse(body)) }));
    },
  };
}

async function insertDiff(tx: Connection, organizationId: OrganizationId, pair: DiffPair, report: DiffReport): Promise<DiffRecord> {
  const { engine, counts, identical } = report;
  const partial = report.partial === null ? null : storable(report.partial);
  const [inserted] = await tx
    .insert(diffs)
    .values({ organizationId, fromDigest: pair.from, toDigest: pair.to, engine, counts, identical, partial })
    .onConflictDoNothing()
    .returning(record);
  if (inserted !== undefined) {
    await insertChanges(tx, organizationId, inserted.id, report.changes);
    return inserted;
  }
  const same = and(
    eq(diffs.organizationId, organizationId),
    eq(diffs.fromDigest, pair.from),
    eq(diffs.toDigest, pair.to),
    eq(diffs.engine, engine),
  );
  const [existing] = await tx.select(record).from(diffs).where(same);
  if (existing === undefined) throw new Error("a diff that is there cannot be read");
  return existing;
}

async function insertChanges(tx: Connection, organizationId: OrganizationId, diffId: string, all: readonly Change[]): Promise<void> {
  const rows = all.map((change, ordinal) => {
    const { level, kind, fingerprint } = change;
    return { ordinal, level, kind, fingerprint, body: JSON.stringify(change) };
  });
  for (const chunk of inChunks(rows)) {
    await tx.execute(sql`
      insert into ${changes} (organization_id, diff_id, ordinal, level, kind, fingerprint, body)
      select ${organizationId}, ${diffId}::uuid, row.ordinal, row.level, row.kind, row.fingerprint, row.body
      from json_to_recordset(${JSON.stringify(chunk)}::json) as row (ordinal int, level text, kind text, fingerprint text, body text)`);
  }
}
