import type { OutboxRepository, TakenJob } from "@surety/domain/outbox/outbox-repository";
import { deliverWebhook, type JobName, runCheck } from "@surety/model/jobs";
import { URGENCIES } from "@surety/model/urgencies";
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { OUTBOX_CHANNEL } from "../channels.ts";
import type { Connection } from "../connection.ts";
import { checks } from "../schema/checks.ts";
import { outbox } from "../schema/outbox.ts";
import { takeCheckJobs } from "./take-check-jobs.ts";

/** @param traceparent the trace context of what runs now, which jobs take with them */
export function createOutbox(connection: Connection, traceparent: () => string | undefined): OutboxRepository {
  return {
    async add(organizationId, added) {
      if (added.length === 0) return;
      const context = traceparent() ?? null;
      await connection
        .insert(outbox)
        .values(
          added.map(({ urgency = "soon", ...job }) => ({ organizationId, ...job, priority: URGENCIES[urgency], traceparent: context })),
        );
      await connection.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
    },
    async take(limit, window = limit) {
      const oldest = connection
        .select({ id: outbox.id })
        .from(outbox)
        .where(eq(outbox.job, deliverWebhook.name))
        .orderBy(outbox.id)
        .limit(limit)
        .for("update", { skipLocked: true });
      const webhooks = await connection.delete(outbox).where(inArray(outbox.id, oldest)).returning();
      return [...(await takeCheckJobs(connection, window)), ...webhooks.sort((left, right) => left.id - right.id)].map(toJob);
    },
    async hurry(organizationId, versionId) {
      const open = connection
        .select({ jobId: sql`'check_' || ${checks.id} || '_' || ${checks.attempt}` })
        .from(checks)
        .where(and(eq(checks.organizationId, organizationId), eq(checks.versionId, versionId), eq(checks.state, sql`'queued'`)));
      await connection
        .update(outbox)
        .set({ priority: URGENCIES.gate })
        .where(and(eq(outbox.organizationId, organizationId), gt(outbox.priority, URGENCIES.gate), inArray(outbox.jobId, open)));
    },
  };
}

interface TakenRow {
  readonly job: JobName;
  readonly jobId: string;
  readonly delayMs: number;
  readonly payload: unknown;
  readonly traceparent: string | null;
  readonly place?: number;
}

function toJob({ job, jobId, delayMs, payload, traceparent, place }: TakenRow): TakenJob {
  const others = { jobId, delayMs, ...(traceparent === null ? {} : { traceparent }), ...(place === undefined ? {} : { priority: place }) };
  // One branch for each job: only so does the type of the payload follow from the name.
  if (job === deliverWebhook.name) return { job, ...others, payload: deliverWebhook.payload.parse(payload) };
  return { job, ...others, payload: runCheck.payload.parse(payload) };
}
