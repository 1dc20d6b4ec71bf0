import type { OutboxRepository, TakenJob } from "@surety/domain/outbox/outbox-repository";
import { deliverWebhook, runCheck } from "@surety/model/jobs";
import { asc, inArray, sql } from "drizzle-orm";
import { OUTBOX_CHANNEL } from "../channels.ts";
import type { Connection } from "../connection.ts";
import { outbox } from "../schema/outbox.ts";

/** @param traceparent the trace context of what runs now, which jobs take with them */
export function createOutbox(connection: Connection, traceparent: () => string | undefined): OutboxRepository {
  return {
    async add(organizationId, added) {
      if (added.length === 0) return;
      await connection.insert(outbox).values(added.map((job) => ({ organizationId, ...job, traceparent: traceparent() ?? null })));
      await connection.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
    },
    async take(limit) {
      const oldest = connection
        .select({ id: outbox.id })
        .from(outbox)
        .orderBy(asc(outbox.id))
        .limit(limit)
        .for("update", { skipLocked: true });
      const rows = await connection.delete(outbox).where(inArray(outbox.id, oldest)).returning();
      return rows.sort((left, right) => left.id - right.id).map(toJob);
    },
  };
}

function toJob({ job, jobId, delayMs, payload, traceparent }: typeof outbox.$inferSelect): TakenJob {
  const others = { jobId, delayMs, ...(traceparent === null ? {} : { traceparent }) };
  // One branch for each job: only so does the type of the payload follow from the name.
  if (job === deliverWebhook.name) return { job, ...others, payload: deliverWebhook.payload.parse(payload) };
  return { job, ...others, payload: runCheck.payload.parse(payload) };
}
