import type { ChangeRepository } from "@surety/domain/answers/change-repository";
import { sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import type { Narrowing } from "../narrowing.ts";
import { once } from "../once.ts";
import type { Scope } from "../scope.ts";
import { organizationChanges as changes } from "../schema/organization-changes.ts";

/** Of a snapshot, before the first transaction there was. */
const NEVER = { started: "", snapshot: "1:1:" };
const SINCE_THE_START = sql`extract(epoch from pg_postmaster_start_time())::text`;

export type ChangeStatements = ReturnType<typeof prepareChanges>;

export function prepareChanges(connection: Connection, narrowed: Narrowing) {
  const snapshot = sql`${sql.placeholder("snapshot")}::text::pg_snapshot`;
  // Numbers of transactions begin anew with another database: what was started at another time is another one.
  const isSame = sql`${SINCE_THE_START} = ${sql.placeholder("started")}::text`;
  const isChanged = sql`exists (
    select 1 from ${changes}
    where ${changes.organizationId} = ${sql.placeholder("organizationId")}
      and ${changes.transaction} >= pg_snapshot_xmin(${snapshot}) and not pg_visible_in_snapshot(${changes.transaction}, ${snapshot}))`;
  const moment = sql`${SINCE_THE_START} || ' ' || pg_current_snapshot()::text`;
  return {
    since: once(() =>
      connection
        .select({ text: narrowed(sql<string | null>`case when ${isSame} and not ${isChanged} then '' else ${moment} end`) })
        .from(sql`(select 1) as here`)
        .prepare("changes_since"),
    ),
  };
}

export function createChanges(connection: Connection, statements: ChangeStatements, scope: Scope): ChangeRepository {
  return {
    async since(organizationId, moment) {
      const [started = "", snapshot = ""] = moment?.split(" ") ?? [NEVER.started, NEVER.snapshot];
      const [row] = await statements.since().execute({ scope, organizationId, started, snapshot });
      if (typeof row?.text !== "string") throw new Error("a statement without a table gives one row");
      return row.text === "" && moment !== null ? { isUnchanged: true, moment } : { isUnchanged: false, moment: row.text };
    },
    async prune() {
      // Of a transaction that may still be unseen by somebody, nothing is forgotten.
      await connection
        .delete(changes)
        .where(sql`${changes.at} < now() - interval '1 day' and ${changes.transaction} < pg_snapshot_xmin(pg_current_snapshot())`);
    },
  };
}
