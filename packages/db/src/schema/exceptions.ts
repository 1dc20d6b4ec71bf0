import type { ExceptionSubject } from "@surety/model/exceptions";
import type { EnvironmentId, ExceptionId, ServiceId } from "@surety/model/ids";
import { date, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, parentOrganizationId } from "./columns.ts";
import { environments } from "./environments.ts";
import { services } from "./services.ts";

/** What somebody answers for, until the end of a day. `author` is a name as it was then; the audit event has the id. */
export const exceptions = pgTable(
  "exceptions",
  {
    organizationId: parentOrganizationId(),
    id: uuid("id").$type<ExceptionId>().notNull().defaultRandom(),
    subject: text("subject").$type<ExceptionSubject>().notNull(),
    fingerprint: text("fingerprint").notNull(),
    serviceId: uuid("service_id").$type<ServiceId>().notNull(),
    /** Null: in every environment. */
    environmentId: uuid("environment_id").$type<EnvironmentId>(),
    reason: text("reason").notNull(),
    author: text("author").notNull(),
    expires: date("expires", { mode: "string" }).notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index("exceptions_live").on(table.organizationId, table.serviceId, table.expires),
    index("exceptions_created").on(table.organizationId, table.createdAt, table.id),
    index("exceptions_environment").on(table.organizationId, table.environmentId),
    foreignKey({ columns: [table.organizationId, table.serviceId], foreignColumns: [services.organizationId, services.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [table.organizationId, table.environmentId],
      foreignColumns: [environments.organizationId, environments.id],
    }).onDelete("cascade"),
  ],
);
