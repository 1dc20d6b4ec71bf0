import type { OrganizationId } from "@surety/model/ids";
import { customType, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { moment } from "./columns.ts";

const transactionId = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

/**
 * Which transactions have changed what answers follow from, by organization: one row for each. Triggers write it
 * (`surety_note_change`), on every table that the remembered answers are made of; so nobody who writes can forget it, and
 * those who write to one organization do not wait for one another. It refers to no organization: rows outlive theirs.
 */
export const organizationChanges = pgTable(
  "organization_changes",
  {
    organizationId: text("organization_id").$type<OrganizationId>().notNull(),
    transaction: transactionId("transaction").notNull().default(sql`pg_current_xact_id()`),
    at: moment("at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.transaction] })],
);
