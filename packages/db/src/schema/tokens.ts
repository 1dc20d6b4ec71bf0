import type { Scope } from "@surety/model/callers";
import type { TokenId, TrustedPublisherId } from "@surety/model/ids";
import type { ServiceName } from "@surety/model/names";
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, moment, organizationId } from "./columns.ts";
import { trustedPublishers } from "./trusted-publishers.ts";

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
    services: text("services").array().$type<ServiceName[]>(),
    /** The rule by which a CI run got it; null when somebody made it. */
    publisherId: uuid("publisher_id").$type<TrustedPublisherId>(),
    createdAt: moment("created_at").notNull().defaultNow(),
    expiresAt: moment("expires_at"),
    lastUsedAt: moment("last_used_at"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex("tokens_hash").on(table.hash),
    foreignKey({
      name: "tokens_publisher_fk",
      columns: [table.organizationId, table.publisherId],
      foreignColumns: [trustedPublishers.organizationId, trustedPublishers.id],
    }).onDelete("cascade"),
    index("tokens_publisher").on(table.organizationId, table.publisherId),
    index("tokens_created").on(table.organizationId, table.createdAt, table.id),
  ],
);
