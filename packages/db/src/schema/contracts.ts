import type { Dialect, Syntax } from "@surety/model/contracts";
import type { Digest } from "@surety/model/ids";
import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, moment, organizationId } from "./columns.ts";

/**
 * A document, under the digest of its bytes; immutable. `bytes` are the original ones, gzipped.
 * `operations` and `problems` are JSON as text: document text can hold NUL and lone surrogates, which jsonb refuses
 * and JSON text escapes.
 */
export const contracts = pgTable(
  "contracts",
  {
    organizationId: organizationId(),
    rawDigest: text("raw_digest").$type<Digest>().notNull(),
    contractDigest: text("contract_digest").$type<Digest>().notNull(),
    syntax: text("syntax").$type<Syntax>().notNull(),
    dialect: text("dialect").$type<Dialect>().notNull(),
    title: text("title").notNull(),
    apiVersion: text("api_version").notNull(),
    byteLength: integer("byte_length").notNull(),
    operationCount: integer("operation_count").notNull(),
    operations: text("operations").notNull(),
    problems: text("problems").notNull(),
    bytes: bytea("bytes").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.rawDigest] })],
);
