import type { AuditActorType } from "@surety/model/audit-entries";
import type { AuditEntryId } from "@surety/model/ids";
import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, organizationId } from "./columns.ts";

/**
 * Who did what, appended by the verb's own transaction and never changed: a trigger refuses it to everyone, and the
 * application's role has no right to. `before` and `after` are JSON as text.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    organizationId: organizationId(),
    id: uuid("id").$type<AuditEntryId>().notNull().defaultRandom(),
    actorType: text("actor_type").$type<AuditActorType>().notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name"),
    action: text("action").notNull(),
    resource: text("subject").notNull(),
    address: text("address"),
    userAgent: text("user_agent"),
    requestId: text("request_id"),
    before: text("before"),
    after: text("details").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index("audit_events_created").on(table.organizationId, table.createdAt, table.id),
    index("audit_events_action").on(table.organizationId, table.action, table.createdAt, table.id),
    index("audit_events_actor").on(table.organizationId, table.actorId, table.createdAt),
    index("audit_events_resource").on(table.organizationId, sql`split_part(${table.resource}, '@', 1)`, table.createdAt),
  ],
);

/** How long an organization's entries are kept; no row or null: for good. */
export const auditSettings = pgTable(
  "audit_settings",
  { organizationId: organizationId(), retentionDays: integer("retention_days") },
  (table) => [primaryKey({ columns: [table.organizationId] })],
);
