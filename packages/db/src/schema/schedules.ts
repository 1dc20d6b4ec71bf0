import type { ScheduleName } from "@surety/domain/schedules/schedule-repository";
import { pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

/** What is done again and again, for all organizations, by whichever process claims it when its time has come, by the database's clock. */
export const schedules = pgTable("schedules", {
  name: text("name").$type<ScheduleName>().primaryKey(),
  nextRunAt: moment("next_run_at").notNull().defaultNow(),
  startedAt: moment("started_at"),
  finishedAt: moment("finished_at"),
  /** What the last run failed by; null when it did not. */
  error: text("error"),
});
