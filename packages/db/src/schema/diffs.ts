import type { Category, ChangeCounts, Level } from "@surety/model/changes";
import type { Digest } from "@surety/model/ids";
import { boolean, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, parentOrganizationId } from "./columns.ts";
import { contracts } from "./contracts.ts";

/** What one engine says of one contract against another, under some conditions and until a day; immutable. */
export const diffs = pgTable(
  "diffs",
  {
    organizationId: parentOrganizationId(),
    id: uuid("id").notNull().defaultRandom(),
    fromDigest: text("from_digest").$type<Digest>().notNull(),
    toDigest: text("to_digest").$type<Digest>().notNull(),
    engine: text("engine").notNull(),
    /** The conditions of the comparison, where they are not the default ones. */
    variant: text("variant").notNull().default(""),
    counts: jsonb("counts").$type<ChangeCounts>().notNull(),
    identical: boolean("identical").notNull(),
    /** Why the comparison is incomplete; null when it is complete. */
    partial: text("partial"),
    /** The first day on which the engine may answer otherwise; null when it never will. */
    validUntil: date("valid_until", { mode: "string" }),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique("diffs_engine")
      .on(table.organizationId, table.fromDigest, table.toDigest, table.engine, table.variant, table.validUntil)
      .nullsNotDistinct(),
    index("diffs_to").on(table.organizationId, table.toDigest),
    foreignKey({
      columns: [table.organizationId, table.fromDigest],
      foreignColumns: [contracts.organizationId, contracts.rawDigest],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.toDigest],
      foreignColumns: [contracts.organizationId, contracts.rawDigest],
    }).onDelete("cascade"),
  ],
);

/** One change of a diff, in the engine's order; `body` is the whole change, as JSON text. */
export const changes = pgTable(
  "changes",
  {
    organizationId: parentOrganizationId(),
    diffId: uuid("diff_id").notNull(),
    ordinal: integer("ordinal").notNull(),
    level: text("level").$type<Level>().notNull(),
    kind: text("kind").notNull(),
    /** Null in diffs of older engines: `wire`. */
    category: text("category").$type<Category>(),
    fullLevel: text("full_level").$type<Level>(),
    fingerprint: text("fingerprint").notNull(),
    body: text("body").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.diffId, table.ordinal] }),
    index("changes_level").on(table.organizationId, table.diffId, table.level, table.ordinal),
    foreignKey({ columns: [table.organizationId, table.diffId], foreignColumns: [diffs.organizationId, diffs.id] }).onDelete("cascade"),
  ],
);
