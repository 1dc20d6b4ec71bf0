import type { CheckRepository } from "@surety/domain/checks/check-repository";
import { and, asc, eq, gte, inArray, lt, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { checks } from "../schema/checks.ts";
import { outbox } from "../schema/outbox.ts";
import { services } from "../schema/services.ts";
import { versions } from "../schema/versions.ts";
import { ofItsService } from "./versions.ts";

type CheckRepairs = Pick<CheckRepository, "countQueued" | "takeWaiting" | "takeSilent" | "listExhausted">;

const Counted = z.object({ count: z.number() });
const before = (ms: number) => sql`clock_timestamp() - make_interval(secs => ${ms / 1000})`;

/** What a check is when it waits for its next attempt: promised, and handed to nobody. */
export const QUEUED = { state: "queued", enqueuedAt: sql`clock_timestamp()`, handedAt: null, heartbeatAt: null, instanceId: null } as const;

/** Running checks that nobody has been heard of for so long. */
export function silentFor(ms: number): SQL | undefined {
  return and(eq(checks.state, "running"), lt(checks.heartbeatAt, before(ms)));
}

/** What the reconciler does, over all organizations, by the database's clock. Rows that another one holds are skipped. */
export function createCheckRepairs(connection: Connection): CheckRepairs {
  const attemptColumns = { organizationId: checks.organizationId, checkId: checks.id, attempt: checks.attempt };
  const promised = sql`exists (select 1 from ${outbox} where ${outbox.jobId} = 'check_' || ${checks.id} || '_' || ${checks.attempt})`;
  const waiting = (ms: number) =>
    and(
      eq(checks.state, "queued"),
      lt(sql`coalesce(${checks.handedAt}, ${checks.enqueuedAt})`, before(ms)),
      sql`(${checks.handedAt} is not null or not ${promised})`,
    );
  // Check ids are random UUIDs: one names its row without its organization.
  const taken = (which: SQL | undefined, limit: number) =>
    inArray(checks.id, connection.select({ id: checks.id }).from(checks).where(which).limit(limit).for("update", { skipLocked: true }));
  return {
    async countQueued(most) {
      const [row] = await connection.execute(
        sql`select count(*)::int as count from (select 1 from ${checks} where ${eq(checks.state, sql`'queued'`)} limit ${most}) as counted`,
      );
      return Counted.parse(row).count;
    },
    async takeWaiting(ms, limit) {
      return connection
        .update(checks)
        .set({ handedAt: sql`clock_timestamp()` })
        .where(taken(waiting(ms), limit))
        .returning({ ...attemptColumns, origin: checks.origin });
    },
    async takeSilent(ms, attempts, limit) {
      return connection
        .update(checks)
        .set({ ...QUEUED, attempt: sql`${checks.attempt} + 1` })
        .where(taken(and(silentFor(ms), lt(checks.attempt, attempts)), limit))
        .returning({ ...attemptColumns, origin: checks.origin });
    },
    async listExhausted(ms, attempts, limit) {
      return connection
        .select({ ...attemptColumns, kind: checks.kind, service: services.name, version: versions.name })
        .from(checks)
        .innerJoin(versions, and(eq(versions.organizationId, checks.organizationId), eq(versions.id, checks.versionId)))
        .innerJoin(services, ofItsService)
        .where(and(silentFor(ms), gte(checks.attempt, attempts)))
        .orderBy(asc(checks.heartbeatAt))
        .limit(limit)
        .for("update", { of: checks, skipLocked: true });
    },
  };
}
