import { Counter, Histogram, type Registry } from "prom-client";
import { registerEgressDenials } from "./egress-denials.ts";
import { createProcessRegistry } from "./process-metrics.ts";

export interface SettledCheck {
  readonly kind: string;
  readonly verdict: string;
  /** Seconds since it was opened, and since it was taken up; null when it never was. */
  readonly sinceOpened: number;
  readonly sinceStarted: number | null;
}

export interface SettledAttempt {
  /** Of the delivery: succeeded, failed, or pending when it is tried again. */
  readonly outcome: string;
  readonly isFirst: boolean;
  /** Seconds since the event. */
  readonly sinceEvent: number;
}

export interface WorkerMetrics {
  readonly registry: Registry;
  /** A job came to its end, or will be tried again. */
  job(name: string, outcome: "done" | "failed", seconds: number): void;
  /** Jobs were handed to the queue, or could not be. */
  sent(jobs: readonly string[], seconds: number, error?: unknown): void;
  settled(check: SettledCheck): void;
  /** An attempt to deliver a webhook was written down. */
  delivered(attempt: SettledAttempt): void;
  /** Something was not sent for where it was to go. */
  egressDenied(reason: string): void;
  /** Checks that were found without a worker, and what became of them. */
  repaired(what: "retried" | "errored" | "enqueued", count: number): void;
}

/** Seconds: a small contract takes tens of milliseconds, the largest and slowest a minute; what waits may take longer. */
const DURATIONS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300];
/** Buckets of OpenTelemetry's messaging metrics, in seconds. */
const MESSAGING = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const KINDS = ["lint", "diff"];
const VERDICTS = ["passed", "failed", "errored", "skipped"];
const OUTCOMES = ["succeeded", "failed", "pending"];
const REPAIRS = ["retried", "errored", "enqueued"];
const JOBS = ["check.run", "webhook.deliver"];

export function createWorkerMetrics(): WorkerMetrics {
  const registry = createProcessRegistry("surety-worker");
  const registers = [registry];
  const histogram = (name: string, help: string, labelNames: string[], buckets = DURATIONS) =>
    new Histogram({ name, help, labelNames, buckets, registers });
  // `job` is the name of a label that Prometheus gives itself.
  const jobs = histogram("surety_job_duration_seconds", "Duration of jobs by name and outcome", ["job_name", "outcome"]);
  const sending = histogram(
    "messaging_client_operation_duration_seconds",
    "Duration of handing jobs to the queue (messaging.client.operation.duration)",
    ["messaging_system", "messaging_operation_name", "messaging_destination_name", "error_type"],
    MESSAGING,
  );
  const checks = histogram("surety_check_duration_seconds", "Checks, from taking them up to their verdict (check.duration)", [
    "kind",
    "verdict",
  ]);
  const waits = histogram("surety_check_latency_seconds", "Checks, from opening them to their verdict, with what they waited", ["kind"]);
  const first = histogram("surety_webhook_first_attempt_seconds", "From an event to the end of the first attempt to deliver it", []);
  const verdicts = new Counter({
    name: "surety_check_verdicts_total",
    help: "Checks that were settled, by kind and verdict (check.verdicts)",
    labelNames: ["kind", "verdict"],
    registers,
  });
  const attempts = new Counter({
    name: "surety_webhook_delivery_attempts_total",
    help: "Attempts to deliver a webhook, by what became of the delivery (webhook.delivery.attempts)",
    labelNames: ["outcome"],
    registers,
  });
  const repairs = new Counter({
    name: "surety_checks_repaired_total",
    help: "Checks that were found without a worker, by what became of them",
    labelNames: ["what"],
    registers,
  });
  // A counter that is not there cannot be seen to rise: what can be counted begins with 0.
  for (const kind of KINDS) {
    waits.zero({ kind });
    for (const verdict of VERDICTS) verdicts.inc({ kind, verdict }, 0);
  }
  for (const outcome of OUTCOMES) attempts.inc({ outcome }, 0);
  for (const what of REPAIRS) repairs.inc({ what }, 0);
  for (const job of JOBS) for (const outcome of ["done", "failed"]) jobs.zero({ job_name: job, outcome });
  return {
    registry,
    job: (job, outcome, seconds) => jobs.observe({ job_name: job, outcome }, seconds),
    sent(names, seconds, error) {
      const failure = error === undefined ? {} : { error_type: error instanceof Error ? error.name : "other" };
      for (const name of new Set(names))
        sending.observe(
          { messaging_system: "bullmq", messaging_operation_name: "send", messaging_destination_name: name, ...failure },
          seconds,
        );
    },
    settled({ kind, verdict, sinceOpened, sinceStarted }) {
      verdicts.inc({ kind, verdict });
      waits.observe({ kind }, sinceOpened);
      if (sinceStarted !== null) checks.observe({ kind, verdict }, sinceStarted);
    },
    delivered({ outcome, isFirst, sinceEvent }) {
      attempts.inc({ outcome });
      if (isFirst) first.observe(sinceEvent);
    },
    egressDenied: registerEgressDenials(registry),
    repaired: (what, count) => repairs.inc({ what }, count),
  };
}
