import type { JobHandlers } from "@surety/jobs/handlers";
import type { JobName, JobPayload } from "@surety/model/jobs";
import type { Handlers } from "@surety/queue/queue";
import type { Tracing } from "@surety/telemetry/tracing";
import type { WorkerMetrics } from "@surety/telemetry/worker-metrics";

/** The same handlers: how long each job took is counted, and whether it failed; each is a span of the trace that it came with. */
export function measureJobs(handlers: JobHandlers, metrics: WorkerMetrics, tracing: Tracing | undefined): Handlers {
  const measured =
    <Name extends JobName>(job: Name, handle: (payload: JobPayload<Name>) => Promise<void>) =>
    async (payload: JobPayload<Name>): Promise<void> => {
      const begun = performance.now();
      const seconds = (): number => (performance.now() - begun) / 1000;
      try {
        await handle(payload);
        metrics.job(job, "done", seconds());
      } catch (error) {
        metrics.job(job, "failed", seconds());
        throw error;
      }
    };
  const traced = <Name extends JobName>(job: Name, handle: (payload: JobPayload<Name>) => Promise<void>) => {
    if (tracing === undefined) return handle;
    return async (payload: JobPayload<Name>, traceparent?: string): Promise<void> => {
      const options = { name: `${job} process`, kind: "consumer", parent: traceparent, facts: factsOf(job, payload) } as const;
      return tracing.inSpan(options, async () => handle(payload));
    };
  };
  const both = <Name extends JobName>(job: Name, handle: (payload: JobPayload<Name>) => Promise<void>) =>
    traced(job, measured(job, handle));
  return {
    "check.run": both("check.run", handlers["check.run"]),
    "webhook.deliver": both("webhook.deliver", handlers["webhook.deliver"]),
  };
}

function factsOf(job: JobName, payload: JobPayload<JobName>) {
  return {
    "messaging.system": "bullmq",
    "messaging.operation.type": "process",
    "messaging.destination.name": job,
    "surety.organization": payload.organizationId,
    "surety.attempt": payload.attempt,
    "surety.check": "checkId" in payload ? payload.checkId : undefined,
    "surety.delivery": "deliveryId" in payload ? payload.deliveryId : undefined,
  };
}
