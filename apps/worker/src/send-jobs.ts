import type { Queue, QueuedJob } from "@surety/queue/queue";
import type { OpenSpan, Tracing } from "@surety/telemetry/tracing";
import type { WorkerMetrics } from "@surety/telemetry/worker-metrics";

/** Hands jobs to the queue and measures it; each is a span of the trace that promised it, in which it goes on. */
export function sendJobs(
  queue: Pick<Queue, "addBulk">,
  metrics: Pick<WorkerMetrics, "sent">,
  tracing: Tracing | undefined,
): (jobs: readonly QueuedJob[]) => Promise<void> {
  return async (jobs) => {
    const sending = jobs.map((job) => begin(tracing, job));
    const names = jobs.map(({ job }) => job);
    const begun = performance.now();
    try {
      await queue.addBulk(sending.map(({ job }) => job));
      metrics.sent(names, (performance.now() - begun) / 1000);
    } catch (error) {
      metrics.sent(names, (performance.now() - begun) / 1000, error);
      for (const { span } of sending) span?.fail("enqueue");
      throw error;
    } finally {
      for (const { span } of sending) span?.end();
    }
  };
}

function begin(tracing: Tracing | undefined, job: QueuedJob): { readonly job: QueuedJob; readonly span?: OpenSpan } {
  if (tracing === undefined || job.traceparent === undefined) return { job };
  const facts = { "messaging.system": "bullmq", "messaging.operation.type": "send", "messaging.destination.name": job.job };
  const span = tracing.begin({ name: `${job.job} send`, kind: "producer", parent: job.traceparent, facts });
  return { job: { ...job, traceparent: span.traceparent }, span };
}
