import type { ScheduleRepository } from "@surety/domain/schedules/schedule-repository";
import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { schedules } from "../schema/schedules.ts";

const later = (ms: number) => sql`clock_timestamp() + make_interval(secs => ${ms / 1000})`;

export function createSchedules(connection: Connection): ScheduleRepository {
  return {
    async claim(name, leaseMs) {
      await connection.insert(schedules).values({ name }).onConflictDoNothing();
      const due = connection
        .select({ name: schedules.name })
        .from(schedules)
        .where(and(eq(schedules.name, name), lte(schedules.nextRunAt, sql`clock_timestamp()`)))
        .for("update", { skipLocked: true });
      const rows = await connection
        .update(schedules)
        .set({ nextRunAt: later(leaseMs), startedAt: sql`clock_timestamp()` })
        .where(inArray(schedules.name, due))
        .returning({ name: schedules.name });
      return rows.length > 0;
    },
    async finish(name, { nextInMs, error }) {
      await connection
        .update(schedules)
        .set({ nextRunAt: later(nextInMs), finishedAt: sql`clock_timestamp()`, error })
        .where(eq(schedules.name, name));
    },
  };
}
