import type { CheckOrigin } from "@surety/domain/checks/check-repository";
import type { Check, CheckKind, CheckOutcome } from "@surety/model/checks";
import type { FindingCounts } from "@surety/model/findings";
import type { CheckId, VersionId } from "@surety/model/ids";
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { moment, parentOrganizationId } from "./columns.ts";
import { versions } from "./versions.ts";

/**
 * One piece of work on a version. Invariants:
 * 1. At most one check of a kind is open (not settled) for a version: `checks_open`.
 * 2. It is settled once: every write to it names its attempt and demands `state <> 'settled'`.
 * 3. `heartbeatAt` is set by the database's clock while it runs; the reconciler takes over when it is old.
 * 4. `handedAt` is when its current attempt was last put in the queue; null while the outbox still has it.
 */
export const checks = pgTable(
  "checks",
  {
    organizationId: parentOrganizationId(),
    id: uuid("id").$type<CheckId>().notNull().defaultRandom(),
    versionId: uuid("version_id").$type<VersionId>().notNull(),
    kind: text("kind").$type<CheckKind>().notNull(),
    /** Why it was opened: `publish`, `deployment` or `request`; a requested one computes everything afresh. */
    origin: text("origin").$type<CheckOrigin>().notNull(),
    state: text("state").$type<Check["state"]>().notNull().default("queued"),
    attempt: integer("attempt").notNull().default(1),
    /** `passed`, `failed`, `errored` or `skipped`; the whole outcome is `outcome`, as JSON text. */
    verdict: text("verdict").$type<CheckOutcome["verdict"]>(),
    outcome: text("outcome"),
    /** Of a settled lint check: what it says from later days on, as JSON text; null: what it says does not change. */
    later: text("later"),
    findings: jsonb("findings").$type<FindingCounts>(),
    newFindings: jsonb("new_findings").$type<FindingCounts>(),
    /** Of a settled lint check: the rules that it was judged by, for example `org:base@3`. */
    ruleset: text("ruleset"),
    /** Of a settled lint check: its report, and the report of the service's first version under the same rules. */
    reportId: uuid("report_id"),
    baselineReportId: uuid("baseline_report_id"),
    /** Not the transaction's start: of two checks of a kind, the one that was opened later is later. */
    createdAt: moment("created_at").notNull().default(sql`clock_timestamp()`),
    enqueuedAt: moment("enqueued_at").notNull().defaultNow(),
    handedAt: moment("handed_at"),
    /** The process that took up its current attempt: a row of `instances`, while that one lives. */
    instanceId: uuid("instance_id"),
    startedAt: moment("started_at"),
    heartbeatAt: moment("heartbeat_at"),
    settledAt: moment("settled_at"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index("checks_version").on(table.organizationId, table.versionId, table.kind, table.createdAt, table.id),
    index("checks_created").on(table.organizationId, table.createdAt, table.id),
    uniqueIndex("checks_open").on(table.organizationId, table.versionId, table.kind).where(sql`${table.state} <> 'settled'`),
    index("checks_queued").on(table.enqueuedAt).where(sql`${table.state} = 'queued'`),
    index("checks_handed")
      .on(table.organizationId, table.handedAt)
      .where(sql`${table.handedAt} is not null and ${table.state} <> 'settled'`),
    index("checks_errored").on(table.organizationId, table.settledAt).where(sql`${table.verdict} = 'errored'`),
    index("checks_running").on(table.heartbeatAt).where(sql`${table.state} = 'running'`),
    foreignKey({ columns: [table.organizationId, table.versionId], foreignColumns: [versions.organizationId, versions.id] }).onDelete(
      "cascade",
    ),
  ],
);
