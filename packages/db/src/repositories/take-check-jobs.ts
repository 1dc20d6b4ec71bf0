import { type JobPayload, runCheck } from "@surety/model/jobs";
import { ORIGIN_URGENCIES, URGENCIES } from "@surety/model/urgencies";
import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { checks } from "../schema/checks.ts";

const Taken = z.object({
  id: z.coerce.number(),
  job: z.literal(runCheck.name),
  jobId: z.string(),
  delayMs: z.number(),
  payload: z.unknown(),
  traceparent: z.string().nullable(),
  place: z.coerce.number(),
});

/** Places of one urgency: more than an organization ever has in the queue. */
const PLACES = 10_000;
/** A worker that has not been heard of for longer runs nothing. */
const ALIVE_SECONDS = 30;
/** Checks in the queue for each one that can run at the same time: workers refill it long before they would wait. */
const AHEAD = 16;

/**
 * Takes check jobs in their turn and marks the checks as handed over. An organization's turn is how many of its checks of the
 * same urgency have been handed over and are not settled, plus one; the index leads to the first ones of each organization, so
 * that the cost follows the window and the number of organizations, not what waits.
 */
export async function takeCheckJobs(connection: Connection, window: number): Promise<z.infer<typeof Taken>[]> {
  const rows = await connection.execute(sql`
    with recursive waiting(organization_id) as (
      (select organization_id from outbox where job = ${runCheck.name} order by organization_id limit 1)
      union all
      select (select organization_id from outbox where job = ${runCheck.name} and organization_id > waiting.organization_id
        order by organization_id limit 1)
      from waiting where waiting.organization_id is not null
    ),
    span(width) as (
      select greatest(${window}::bigint, ${AHEAD} * coalesce(sum(concurrency), 0)) from instances
        where kind = 'worker' and ticked_at > clock_timestamp() - make_interval(secs => ${ALIVE_SECONDS})
    ),
    flying as (
      select organization_id, ${urgencyOfOrigin} as urgency, count(*) as checks
        from checks where handed_at is not null and state <> 'settled' group by 1, 2
    ),
    line as (
      select own.*, coalesce(flying.checks, 0) + row_number() over (partition by own.organization_id, own.priority order by own.id) as turn
        from waiting
        cross join lateral (
          select id, organization_id, priority from outbox
            where job = ${runCheck.name} and outbox.organization_id = waiting.organization_id
            order by priority, id limit (select width from span)
        ) as own
        left join flying on flying.organization_id = own.organization_id and flying.urgency = own.priority
    ),
    ranked as (
      select line.*, row_number() over (order by priority, turn, id)
        + (select coalesce(sum(checks), 0) from flying where flying.urgency <= line.priority) as rank from line
    ),
    chosen as (select id, priority * ${PLACES} + least(turn, ${PLACES} - 1) as place from ranked where turn = 1 or rank <= (select width from span)),
    locked as (select id from outbox where id in (select id from chosen) for update skip locked),
    taken as (delete from outbox where id in (select id from locked) returning *)
    select taken.id, job, job_id as "jobId", delay_ms as "delayMs", payload, traceparent, place
      from taken join chosen using (id) order by place, id`);
  const taken = rows.map((row) => Taken.parse(row));
  if (taken.length > 0)
    await markHanded(
      connection,
      taken.map(({ payload }) => runCheck.payload.parse(payload)),
    );
  return taken;
}

/** A statement of its own, with the ids in it: the planner does not know how few there are of a part of another one. */
async function markHanded(connection: Connection, jobs: readonly JobPayload<typeof runCheck.name>[]): Promise<void> {
  await connection
    .update(checks)
    .set({ handedAt: sql`clock_timestamp()` })
    .where(
      and(
        inArray(checks.organizationId, [...new Set(jobs.map(({ organizationId }) => organizationId))]),
        inArray(
          checks.id,
          jobs.map(({ checkId }) => checkId),
        ),
        eq(checks.state, "queued"),
      ),
    );
}

const urgencyOfOrigin = sql.join(
  [
    sql`case origin`,
    ...Object.entries(ORIGIN_URGENCIES).map(([origin, urgency]) => sql`when ${origin} then ${URGENCIES[urgency]}::int`),
    sql`end`,
  ],
  sql` `,
);
