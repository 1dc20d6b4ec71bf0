import { setTimeout as delay } from "node:timers/promises";
import { openDatabase } from "@surety/db/open-database";
import { readBacklog } from "@surety/db/read-backlog";
import { startPruning } from "@surety/jobs/pruning";
import { createSecretBox } from "@surety/domain/secrets/secret-box";
import { Egress } from "@surety/egress/egress";
import { serverPolicy } from "@surety/egress/egress-policy";
import { createHandlers, type JobHandlers } from "@surety/jobs/handlers";
import { startReconciler } from "@surety/jobs/reconciler";
import { startRelay } from "@surety/jobs/relay";
import { openQueue } from "@surety/queue/open-queue";
import { createSandbox } from "@surety/sandbox/create-sandbox";
import type { Logger } from "@surety/telemetry/create-logger";
import { registerBacklog } from "@surety/telemetry/backlog-metrics";
import { startInternalServer } from "@surety/telemetry/start-internal-server";
import { createWorkerMetrics, type WorkerMetrics } from "@surety/telemetry/worker-metrics";
import type { WorkerConfig } from "./env.ts";

export interface EngineChild {
  readonly path: string;
  readonly execArgv: readonly string[];
}

export interface RunningWorker {
  /** Takes nothing new, waits for running checks, hands back the rest, closes everything. */
  stop(): Promise<void>;
}

/** For writing down what is handed back, and for closing connections that do not answer. */
const HAND_BACK_MS = 5_000;

/** Connects everything that runs jobs: queue, relay, reconciler and engines over one database. */
export async function startWorker(config: WorkerConfig, child: EngineChild, logger: Logger): Promise<RunningWorker> {
  const onError = (doing: string) => (error: unknown) => logger.warn({ err: error }, doing);
  // Each running check needs a connection at times, and so do webhooks, the relay and the reconciler.
  const database = openDatabase({ url: config.databaseUrl, maxConnections: config.concurrency + 8, applicationName: "surety-worker" });
  const metrics = createWorkerMetrics();
  registerBacklog(metrics.registry, () => readBacklog(database.drizzle));
  const engines = createSandbox({
    childPath: child.path,
    execArgv: child.execArgv,
    concurrency: config.concurrency,
    memoryMb: config.engineMemoryMb,
    customFunctions: config.customFunctions,
  });
  const backend =
    config.redisUrl === undefined
      ? { type: "postgres" as const, url: config.databaseUrl }
      : { type: "redis" as const, url: config.redisUrl };
  const queue = await openQueue({ backend, onError: onError("the queue lost its connection") });
  const { transact, repositories } = database;

  const relay = startRelay({ transact, enqueue: (jobs) => queue.addBulk(jobs), onError: onError("the relay could not hand jobs over") });
  await database.onOutbox(() => relay.nudge());
  const reconciler = startReconciler({
    transact,
    repositories,
    // Webhooks that wait for hours must not look like the jobs of checks.
    depth: () => queue.depth("check.run"),
    onError: onError("the reconciler could not look for lost checks"),
    onRepair: (repaired) => {
      logger.warn(repaired, "checks were found without a worker");
      for (const what of ["retried", "errored", "enqueued"] as const) metrics.repaired(what, repaired[what]);
    },
  });
  const pruning = startPruning({ repositories, onError: onError("old audit entries and deliveries could not be deleted") });
  const egress = new Egress({
    policy: serverPolicy({ allow: config.egressAllow, own: ownAddresses(config) }),
    ...(config.egressProxy === undefined ? {} : { proxy: config.egressProxy }),
  });
  const handlers = createHandlers({
    transact,
    repositories,
    engines,
    egress,
    secrets: createSecretBox(config.secret),
    clock: () => new Date(),
    onError: (error, context) => logger.warn({ err: error, ...context }, "a job did not come to an end"),
  });
  const worker = await queue.openWorker({
    handlers: measured(handlers, metrics),
    concurrency: { "check.run": config.concurrency, "webhook.deliver": config.webhookConcurrency },
    onError: onError("a job did not come to an end"),
  });
  const state = { isStopping: false };
  const loops = { relay, reconciler };
  const health =
    config.health &&
    (await startInternalServer(
      { loops, checks: { database: database.ping }, isStopping: () => state.isStopping, registry: metrics.registry },
      config.health,
    ));
  logger.info({ queue: backend.type, concurrency: config.concurrency, health: health?.address }, "the worker is ready");

  return {
    async stop() {
      state.isStopping = true;
      await Promise.all([relay.stop(), reconciler.stop(), pruning.stop()]);
      const drained = worker.close();
      await within(drained, config.drainMs);
      // Work that is still under way is answered as crashed, and its checks are written down for their next attempt.
      await engines.close();
      await within(drained, HAND_BACK_MS);
      await within(Promise.all([queue.close(), egress.close()]), HAND_BACK_MS);
      await health?.close();
      await database.close();
    },
  };
}

/** The same handlers; how long each job took is counted, and whether it failed. */
function measured(handlers: JobHandlers, metrics: WorkerMetrics): JobHandlers {
  const measure =
    <Payload>(job: string, handle: (payload: Payload) => Promise<void>) =>
    async (payload: Payload): Promise<void> => {
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
  return {
    "check.run": measure("check.run", handlers["check.run"]),
    "webhook.deliver": measure("webhook.deliver", handlers["webhook.deliver"]),
  };
}

/** Waits for `work`, but no longer than so. */
async function within(work: Promise<unknown>, timeoutMs: number): Promise<void> {
  const timer = new AbortController();
  await Promise.race([work, delay(timeoutMs, undefined, { signal: timer.signal }).catch(() => {})]);
  timer.abort();
}

/** What no webhook may reach, whatever is allowed. */
function ownAddresses({ databaseUrl, redisUrl, egressOwn }: WorkerConfig): string[] {
  return [databaseUrl, ...(redisUrl === undefined ? [] : [redisUrl]), ...egressOwn];
}
