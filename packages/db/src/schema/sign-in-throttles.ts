import { index, integer, pgTable } from "drizzle-orm/pg-core";
import { bytea, moment } from "./columns.ts";

/**
 * Tries to sign in that have not succeeded, by account and kind of browser. The key is a keyed hash: the table names no
 * address, and not whether an account has it.
 */
export const signInThrottles = pgTable(
  "sign_in_throttles",
  {
    key: bytea("key").primaryKey(),
    tries: integer("tries").notNull(),
    blockedUntil: moment("blocked_until").notNull(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [index("sign_in_throttles_updated_at").on(table.updatedAt)],
);
