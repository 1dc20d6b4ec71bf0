import type { InstanceKind, InstanceState } from "@surety/model/operations";
import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

/** Processes of this installation. Each writes its own row every few seconds, and deletes it when it stops; of one that was killed it stays for a while. */
export const instances = pgTable(
  "instances",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind").$type<InstanceKind>().notNull(),
    host: text("host").notNull(),
    processId: integer("process_id").notNull(),
    version: text("version").notNull(),
    state: text("state").$type<InstanceState>().notNull(),
    /** Of a worker: how many checks it runs at the same time. */
    concurrency: integer("concurrency"),
    startedAt: moment("started_at").notNull(),
    tickedAt: moment("ticked_at").notNull().defaultNow(),
  },
  (table) => [index("instances_ticked").on(table.tickedAt)],
);
