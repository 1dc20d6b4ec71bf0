import type { FindingCounts, Severity } from "@surety/model/findings";
import type { Score } from "@surety/model/scores";
import type { Digest } from "@surety/model/ids";
import type { LaterScore } from "@surety/domain/engines";
import { boolean, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, parentOrganizationId } from "./columns.ts";
import { contracts } from "./contracts.ts";

/** What one engine says of one contract under the same rules; immutable. `ruleErrors` is JSON as text. */
export const lintReports = pgTable(
  "lint_reports",
  {
    organizationId: parentOrganizationId(),
    id: uuid("id").notNull().defaultRandom(),
    rawDigest: text("raw_digest").$type<Digest>().notNull(),
    engine: text("engine").notNull(),
    /** `org:base@3`, for people; with the rules in it, their digest. */
    ruleset: text("ruleset").notNull().default("surety:recommended"),
    rulesetDigest: text("ruleset_digest").notNull().default("surety:recommended"),
    /** A `Score`; null in reports from before there were scores. */
    score: jsonb("score").$type<Score>(),
    /** Scores from the days on which more begins to count, in their order. */
    laterScores: jsonb("later_scores").$type<readonly LaterScore[]>(),
    /** Of the findings that count on every day. */
    counts: jsonb("counts").$type<FindingCounts>().notNull(),
    ruleErrors: text("rule_errors").notNull(),
    /** False when there were more findings than are kept. */
    complete: boolean("complete").notNull().default(true),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique("lint_reports_engine").on(table.organizationId, table.rawDigest, table.engine, table.rulesetDigest),
    foreignKey({
      columns: [table.organizationId, table.rawDigest],
      foreignColumns: [contracts.organizationId, contracts.rawDigest],
    }).onDelete("cascade"),
  ],
);

/** One finding of a report, in the engine's order; `body` is the whole finding, as JSON text. */
export const findings = pgTable(
  "findings",
  {
    organizationId: parentOrganizationId(),
    reportId: uuid("report_id").notNull(),
    ordinal: integer("ordinal").notNull(),
    rule: text("rule").notNull(),
    severity: text("severity").$type<Severity>().notNull(),
    fingerprint: text("fingerprint").notNull(),
    body: text("body").notNull(),
    /** The last day on which it does not count, 9999-12-31 when it never does; null: it always counts. */
    uncountedThrough: date("uncounted_through", { mode: "string" }),
    /** What the document says of it, where it is the document that ignores it: a `FindingIgnore`, as JSON text. */
    ignore: text("ignore"),
    /** Never new when the baseline has this operation. */
    bindingOperation: text("binding_operation"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.reportId, table.ordinal] }),
    index("findings_fingerprint").on(table.organizationId, table.reportId, table.fingerprint),
    foreignKey({ columns: [table.organizationId, table.reportId], foreignColumns: [lintReports.organizationId, lintReports.id] }).onDelete(
      "cascade",
    ),
  ],
);
