import { Counter, Histogram, type Registry } from "prom-client";
import { createProcessRegistry } from "./process-metrics.ts";

export interface WorkerMetrics {
  readonly registry: Registry;
  /** A job came to its end, or will be tried again. */
  job(name: string, outcome: "done" | "failed", seconds: number): void;
  /** A check was settled: passed, failed, errored, skipped. */
  settled(kind: string, verdict: string): void;
  /** Checks that were found without a worker, and what became of them. */
  repaired(what: "retried" | "errored" | "enqueued", count: number): void;
}

/** Seconds: a small contract takes tens of milliseconds, the largest and slowest a minute. */
const DURATIONS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60];

export function createWorkerMetrics(): WorkerMetrics {
  const registry = createProcessRegistry("surety-worker");
  const durations = new Histogram({
    name: "surety_job_duration_seconds",
    help: "Duration of jobs by name and outcome (check.duration, webhook deliveries)",
    labelNames: ["job", "outcome"],
    buckets: DURATIONS,
    registers: [registry],
  });
  const settled = new Counter({
    name: "surety_check_verdicts_total",
    help: "Checks that were settled, by kind and verdict (check.verdicts)",
    labelNames: ["kind", "verdict"],
    registers: [registry],
  });
  const repaired = new Counter({
    name: "surety_checks_repaired_total",
    help: "Checks that were found without a worker, by what became of them",
    labelNames: ["what"],
    registers: [registry],
  });
  return {
    registry,
    job: (job, outcome, seconds) => durations.observe({ job, outcome }, seconds),
    settled: (kind, verdict) => settled.inc({ kind, verdict }),
    repaired: (what, count) => repaired.inc({ what }, count),
  };
}
