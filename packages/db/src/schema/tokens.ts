import type { Scope } from "@surety/model/callers";
import type { TokenId } from "@surety/model/ids";
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, moment, organizationId } from "./columns.ts";

/** `hash` is the SHA-256 of the secret. Its index is the one key without the organization: it is what names it. */
export const tokens = pgTable(
  "tokens",
  {
    organizationId: organizationId(),
    id: uuid("id").$type<TokenId>().notNull().defaultRandom(),
    name: text("name").notNull(),
    prefix: text("prefix").notNull(),
    hash: bytea("hash").notNull(),
    scopes: text("scopes").array().$type<Scope[]>().notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
    expiresAt: moment("expires_at"),
    lastUsedAt: moment("last_used_at"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex("tokens_hash").on(table.hash),
    index("tokens_created").on(table.organizationId, table.createdAt, table.id),
  ],
);
