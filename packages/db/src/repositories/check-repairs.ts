import type { CheckRepository } from "@surety/domain/checks/check-repository";
import { and, asc, count, eq, gte, inArray, lt, sql, type SQL } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { checks } from "../schema/checks.ts";
import { services } from "../schema/services.ts";
import { versions } from "../schema/versions.ts";
import { ofItsService } from "./versions.ts";

type CheckRepairs = Pick<CheckRepository, "countWaiting" | "takeWaiting" | "takeSilent" | "listExhausted">;

/** What the reconciler does, over all organizations, by the database's clock. Rows that another one holds are skipped. */
export function createCheckRepairs(connection: Connection): CheckRepairs {
  const attemptColumns = { organizationId: checks.organizationId, checkId: checks.id, attempt: checks.attempt };
  const before = (ms: number) => sql`clock_timestamp() - make_interval(secs => ${ms / 1000})`;
  const waiting = (ms: number) => and(eq(checks.state, "queued"), lt(checks.enqueuedAt, before(ms)));
  const silent = (ms: number) => and(eq(checks.state, "running"), lt(checks.heartbeatAt, before(ms)));
  // Check ids are random UUIDs: one names its row without its organization.
  const taken = (which: SQL | undefined, limit: number) =>
    inArray(checks.id, connection.select({ id: checks.id }).from(checks).where(which).limit(limit).for("update", { skipLocked: true }));
  return {
    async countWaiting(ms) {
      const [row] = await connection.select({ waiting: count() }).from(checks).where(waiting(ms));
      return row?.waiting ?? 0;
    },
    async takeWaiting(ms, limit) {
      return connection
        .update(checks)
        .set({ enqueuedAt: sql`clock_timestamp()` })
        .where(taken(waiting(ms), limit))
        .returning(attemptColumns);
    },
    async takeSilent(ms, attempts, limit) {
      return connection
        .update(checks)
        .set({ state: "queued", attempt: sql`${checks.attempt} + 1`, enqueuedAt: sql`clock_timestamp()`, heartbeatAt: null })
        .where(taken(and(silent(ms), lt(checks.attempt, attempts)), limit))
        .returning(attemptColumns);
    },
    async listExhausted(ms, attempts, limit) {
      return connection
        .select({ ...attemptColumns, kind: checks.kind, service: services.name, version: versions.name })
        .from(checks)
        .innerJoin(versions, and(eq(versions.organizationId, checks.organizationId), eq(versions.id, checks.versionId)))
        .innerJoin(services, ofItsService)
        .where(and(silent(ms), gte(checks.attempt, attempts)))
        .orderBy(asc(checks.heartbeatAt))
        .limit(limit)
        .for("update", { of: checks, skipLocked: true });
    },
  };
}
