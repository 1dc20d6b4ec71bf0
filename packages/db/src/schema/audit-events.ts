import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, organizationId } from "./columns.ts";

/** Who did what, appended by the verb's own transaction and never changed. `details` is JSON as text. */
export const auditEvents = pgTable(
  "audit_events",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull().defaultRandom(),
    actorType: text("actor_type").notNull(),
    actorId: text("actor_id").notNull(),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    details: text("details").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index("audit_events_created").on(table.organizationId, table.createdAt, table.id),
  ],
);
