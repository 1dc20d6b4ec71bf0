import type { JobName } from "@surety/model/jobs";
import { bigint, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { moment, organizationId } from "./columns.ts";

/** Jobs that a committed transaction has promised; the relay takes them, oldest first, and deletes them. Ids only. */
export const outbox = pgTable("outbox", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  organizationId: organizationId(),
  job: text("job").$type<JobName>().notNull(),
  jobId: text("job_id").notNull(),
  delayMs: integer("delay_ms").notNull().default(0),
  payload: jsonb("payload").$type<unknown>().notNull(),
  createdAt: moment("created_at").notNull().defaultNow(),
});
