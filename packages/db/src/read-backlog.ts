import { sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { runCheck } from "@surety/model/jobs";
import { z } from "zod";

const count = z.coerce.number();
const Backlog = z.object({
  checks: z.array(z.object({ state: z.string(), count })),
  oldestQueuedSeconds: count,
  outbox: z.object({ rows: count, oldestSeconds: count }),
  connections: z.array(z.object({ application: z.string(), state: z.string(), count })),
});

/**
 * What waits for a worker, of all organizations, in one statement over indexed rows; for metrics and operators.
 * Checks that wait in the outbox for their turn lag behind nothing: the lag is of what could be handed over, and is not.
 */
export async function readBacklog(database: PostgresJsDatabase): Promise<z.infer<typeof Backlog>> {
  const [row] = await database.execute(sql`
    select
      (select coalesce(json_agg(json_build_object('state', state, 'count', count)), '[]')
        from (select state, count(*) as count from checks where state <> 'settled' group by state) as open) as checks,
      (select coalesce(extract(epoch from clock_timestamp() - min(enqueued_at)), 0)
        from checks where state = 'queued') as "oldestQueuedSeconds",
      (select json_build_object('rows', count(*), 'oldestSeconds', coalesce(extract(epoch from clock_timestamp() - min(created_at)
          filter (where job <> ${runCheck.name} or flying.organization_id is null)), 0))
        from outbox left join (select distinct organization_id from checks where handed_at is not null and state <> 'settled') as flying
          using (organization_id)) as outbox,
      (select coalesce(json_agg(json_build_object('application', application, 'state', state, 'count', count)), '[]')
        from (
          select application_name as application, coalesce(state, 'none') as state, count(*) as count
          from pg_stat_activity where datname = current_database() and application_name like 'surety-%' group by 1, 2
        ) as connected) as connections`);
  return Backlog.parse(row);
}
