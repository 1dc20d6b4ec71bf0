import type { Scope } from "@surety/model/callers";
import type { TrustedPublisherId } from "@surety/model/ids";
import type { ServiceName } from "@surety/model/names";
import type { CiProvider } from "@surety/model/trusted-publishers";
import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, moment, organizationId } from "./columns.ts";

/** Rules by which CI runs get tokens. The second index finds them for a run that belongs to no organization yet. */
export const trustedPublishers = pgTable(
  "trusted_publishers",
  {
    organizationId: organizationId(),
    id: uuid("id").$type<TrustedPublisherId>().notNull().defaultRandom(),
    provider: text("provider").$type<CiProvider>().notNull(),
    issuer: text("issuer").notNull(),
    repository: text("repository").notNull(),
    repositoryId: text("repository_id"),
    ref: text("ref"),
    environment: text("environment"),
    workflow: text("workflow"),
    scopes: text("scopes").array().$type<Exclude<Scope, "admin">[]>().notNull(),
    services: text("services").array().$type<ServiceName[]>(),
    createdAt: moment("created_at").notNull().defaultNow(),
    lastUsedAt: moment("last_used_at"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index("trusted_publishers_repository").on(table.issuer, table.repository),
    index("trusted_publishers_created").on(table.organizationId, table.createdAt, table.id),
  ],
);

/** Tokens of CI runs that were exchanged, by their digests, until they expire: none is taken twice. */
export const usedIdTokens = pgTable(
  "used_id_tokens",
  { digest: bytea("digest").primaryKey(), expiresAt: moment("expires_at").notNull() },
  (table) => [index("used_id_tokens_expires_at").on(table.expiresAt)],
);
