import type { JobName } from "@surety/model/jobs";
import { bigint, index, integer, jsonb, pgTable, smallint, text } from "drizzle-orm/pg-core";
import { moment, organizationId } from "./columns.ts";

/** Jobs that a committed transaction has promised; the relay takes them and deletes them: urgent ones first, organizations in turn. Ids only. */
export const outbox = pgTable(
  "outbox",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: organizationId(),
    job: text("job").$type<JobName>().notNull(),
    jobId: text("job_id").notNull(),
    delayMs: integer("delay_ms").notNull().default(0),
    /** A lower number goes first. */
    priority: smallint("priority").notNull().default(1),
    payload: jsonb("payload").$type<unknown>().notNull(),
    /** The W3C trace context of what promised it; null when nothing is traced. */
    traceparent: text("traceparent"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [index("outbox_turn").on(table.job, table.organizationId, table.priority, table.id), index("outbox_job_id").on(table.jobId)],
);
