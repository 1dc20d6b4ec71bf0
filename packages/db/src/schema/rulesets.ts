import type { Digest } from "@surety/model/ids";
import type { RulesetName } from "@surety/model/names";
import type { InheritedReference, RulesetReference } from "@surety/model/rulesets";
import { foreignKey, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, organizationId, parentOrganizationId } from "./columns.ts";

/** `number` is its latest version's; 0 only inside the transaction that creates it. */
export const rulesets = pgTable(
  "rulesets",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull().defaultRandom(),
    name: text("name").$type<RulesetName>().notNull(),
    number: integer("number").notNull().default(0),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] }), unique("rulesets_name").on(table.organizationId, table.name)],
);

/** One text of a ruleset; immutable. */
export const rulesetVersions = pgTable(
  "ruleset_versions",
  {
    organizationId: parentOrganizationId(),
    rulesetId: uuid("ruleset_id").notNull(),
    number: integer("number").notNull(),
    source: text("source").notNull(),
    digest: text("digest").$type<Digest>().notNull(),
    extends: jsonb("extends").$type<readonly InheritedReference[]>().notNull(),
    ruleCount: integer("rule_count").notNull(),
    /** A name as it was then; the audit event has the id. */
    author: text("author").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.rulesetId, table.number] }),
    foreignKey({ columns: [table.organizationId, table.rulesetId], foreignColumns: [rulesets.organizationId, rulesets.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** The ruleset of the services that have not chosen one; no row: `surety:recommended`. */
export const defaultRulesets = pgTable(
  "default_rulesets",
  { organizationId: organizationId(), ruleset: text("ruleset").$type<RulesetReference>().notNull() },
  (table) => [primaryKey({ columns: [table.organizationId] })],
);
