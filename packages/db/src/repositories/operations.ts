import type { OperationRepository } from "@surety/domain/operations/operation-repository";
import type { OrganizationId } from "@surety/model/ids";
import { Installation, WorkByKind, WorkKind, WorkQueue } from "@surety/model/operations";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { organization } from "../schema/auth.ts";

/** After this long without a sign of life, an instance counts as gone: three of them have stayed away. */
const SILENT_SECONDS = 20;

const Queues = z.array(WorkQueue.extend({ kind: WorkKind }));
const NOTHING: WorkQueue = { waiting: 0, running: 0, oldestSeconds: 0, failed: 0 };
const Read = Installation.omit({ at: true, queues: true, waitingChecks: true, mixed: true });

export function createOperations(connection: Connection): OperationRepository {
  return {
    async readQueues(organizationId) {
      const rows = Queues.parse(await connection.execute(queuesOf(organizationId)));
      const byKind = Object.fromEntries(rows.map(({ kind, ...queue }) => [kind, queue]));
      return WorkByKind.parse({ lint: NOTHING, diff: NOTHING, webhook: NOTHING, ...byKind });
    },
    async readInstallation() {
      const [row] = await connection.execute(INSTALLATION);
      return z.object({ read: Read }).parse(row).read;
    },
    async operates(organizationId, slug) {
      const chosen = slug === undefined ? sql`order by created_at, id limit 1` : sql`where slug = ${slug}`;
      const rows = await connection.execute(sql`select id from ${organization} ${chosen}`);
      return rows.some(({ id }) => id === organizationId);
    },
  };
}

function queuesOf(organizationId: OrganizationId | null) {
  const own = organizationId === null ? sql`true` : sql`organization_id = ${organizationId}`;
  return sql`
    with open as (
      select kind, count(*) filter (where state = 'queued')::int as waiting, count(*) filter (where state = 'running')::int as running,
          coalesce(extract(epoch from clock_timestamp() - min(enqueued_at) filter (where state = 'queued')), 0)::float8 as oldest
        from checks where state <> 'settled' and ${own} group by kind
    ), failed as (
      select kind, count(*)::int as failed from checks as errored
        where verdict = 'errored' and ${own} and not exists (select 1 from checks as newer
          where newer.organization_id = errored.organization_id and newer.version_id = errored.version_id and newer.kind = errored.kind
            and (newer.created_at, newer.id) > (errored.created_at, errored.id))
        group by kind
    )
    select kind, coalesce(waiting, 0) as waiting, coalesce(running, 0) as running, greatest(coalesce(oldest, 0), 0) as "oldestSeconds",
        coalesce(failed, 0) as failed
      from open full join failed using (kind)
    union all
    select 'webhook', count(*) filter (where state = 'pending' and claimed_at is null)::int,
        count(*) filter (where state = 'pending' and claimed_at is not null)::int,
        greatest(coalesce(extract(epoch from clock_timestamp() - min(next_attempt_at) filter (where state = 'pending' and claimed_at is null)), 0), 0)::float8,
        count(*) filter (where state = 'failed' and created_at > now() - interval '2 days')::int
      from webhook_deliveries where (state = 'pending' or created_at > now() - interval '2 days') and ${own}`;
}

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

const INSTALLATION = sql`
  select json_build_object(
    'outbox', (select json_build_object('rows', count(*), 'oldestSeconds',
      greatest(coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0), 0)) from outbox),
    'instances', (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'host', host, 'processId', process_id,
        'version', version, 'state', state, 'concurrency', concurrency, 'startedAt', ${iso("started_at")}, 'tickedAt', ${iso("ticked_at")},
        'running', (select count(*) from checks where state = 'running' and instance_id = instances.id),
        'silent', ticked_at < clock_timestamp() - make_interval(secs => ${SILENT_SECONDS})) order by kind, started_at, id), '[]') from instances),
    'database', json_build_object(
      'version', current_setting('server_version'),
      'sizeBytes', pg_database_size(current_database()),
      'connections', json_build_object('used', (select count(*) from pg_stat_activity where datname is not null),
        'limit', current_setting('max_connections')::int),
      'migrations', (select json_build_object('applied', count(*), 'latestAt', ${iso("to_timestamp(max(created_at) / 1000.0)")})
        from drizzle.__drizzle_migrations),
      'oldestTransactionSeconds', (select greatest(coalesce(extract(epoch from clock_timestamp() - min(xact_start)), 0), 0)
        from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle')),
    'schedules', (select coalesce(json_agg(json_build_object('name', name, 'nextRunAt', ${iso("next_run_at")},
      'startedAt', ${iso("started_at")}, 'finishedAt', ${iso("finished_at")}, 'error', error) order by name), '[]') from schedules)
  ) as read`;
