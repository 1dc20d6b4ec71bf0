import type { MailId } from "@surety/model/ids";
import type { MailContent } from "@surety/model/mails";
import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, moment, organizationId } from "./columns.ts";

/** Mails that a committed transaction has promised; who sends one deletes it. `sealed` is the content: it may hold a secret link. */
export const mails = pgTable(
  "mails",
  {
    organizationId: organizationId(),
    id: uuid("id").$type<MailId>().notNull(),
    kind: text("kind").$type<MailContent["kind"]>().notNull(),
    sealed: bytea("sealed").notNull(),
    /** That were begun. */
    attempts: integer("attempts").notNull().default(0),
    /** While somebody is at it, when another may take it for left behind. */
    nextAttemptAt: moment("next_attempt_at").notNull().defaultNow(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] }), index("mails_due").on(table.nextAttemptAt)],
);
