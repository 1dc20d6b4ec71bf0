import { sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { z } from "zod";

const count = z.coerce.number();
const Backlog = z.object({
  checks: z.array(z.object({ state: z.string(), count })),
  oldestQueuedSeconds: count,
  outbox: z.object({ rows: count, oldestSeconds: count }),
  connections: z.array(z.object({ application: z.string(), state: z.string(), count })),
});

/** What waits for a worker, of all organizations, in one statement over indexed rows; for metrics and operators. */
export async function readBacklog(database: PostgresJsDatabase): Promise<z.infer<typeof Backlog>> {
  const [row] = await database.execute(sql`
    select
      (select coalesce(json_agg(json_build_object('state', state, 'count', count)), '[]')
        from (select state, count(*) as count from checks where state <> 'settled' group by state) as open) as checks,
      (select coalesce(extract(epoch from clock_timestamp() - min(enqueued_at)), 0)
        from checks where state = 'queued') as "oldestQueuedSeconds",
      (select json_build_object('rows', count(*), 'oldestSeconds', coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0))
        from outbox) as outbox,
      (select coalesce(json_agg(json_build_object('application', application, 'state', state, 'count', count)), '[]')
        from (
          select application_name as application, coalesce(state, 'none') as state, count(*) as count
          from pg_stat_activity where datname = current_database() and application_name like 'surety-%' group by 1, 2
        ) as connected) as connections`);
  return Backlog.parse(row);
}
