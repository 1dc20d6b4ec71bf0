import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { announceInstance } from "@surety/db/announce-instance";
import { openDatabase } from "@surety/db/open-database";
import { ownMigrations } from "@surety/db/own-migrations";
import { readBacklog } from "@surety/db/read-backlog";
import { checkSchema } from "@surety/db/schema-level";
import { SilenceGuard } from "@surety/db/silence-guard";
import { pruning } from "@surety/jobs/pruning";
import type { Store } from "@surety/domain/deps";
import { createSecretBox } from "@surety/domain/secrets/secret-box";
import { Egress } from "@surety/egress/egress";
import { serverPolicy } from "@surety/egress/egress-policy";
import { createHandlers } from "@surety/jobs/handlers";
import { startMailSender } from "@surety/jobs/mail-sender";
import { startReconciler } from "@surety/jobs/reconciler";
import { startRelay } from "@surety/jobs/relay";
import { startSchedules } from "@surety/jobs/schedules";
import { openMailer } from "@surety/notify/open-mailer";
import { openQueue } from "@surety/queue/open-queue";
import { createSandbox } from "@surety/sandbox/create-sandbox";
import type { Logger } from "@surety/telemetry/create-logger";
import { buildVersion } from "@surety/telemetry/build-version";
import { registerBacklog } from "@surety/telemetry/backlog-metrics";
import { startInternalServer } from "@surety/telemetry/start-internal-server";
import { createWorkerMetrics } from "@surety/telemetry/worker-metrics";
import { registerPools, watchStatements } from "@surety/telemetry/watch-statements";
import { traceEngines } from "@surety/telemetry/trace-engines";
import type { Tracing } from "@surety/telemetry/tracing";
import type { WorkerConfig } from "./env.ts";
import { measureJobs } from "./measure-jobs.ts";
import { sendJobs } from "./send-jobs.ts";
import { traceEgress } from "./trace-egress.ts";
import { watchSettling } from "./watch-settling.ts";

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
/** A connection of the queue in PostgreSQL that owes an answer for so long is dead. */
const QUEUE_SILENT_MS = 10_000;

/** Connects everything that runs jobs: queue, relay, reconciler and engines over one database. */
export async function startWorker(
  config: WorkerConfig,
  child: EngineChild,
  { logger, tracing }: { readonly logger: Logger; readonly tracing: Tracing | undefined },
): Promise<RunningWorker> {
  const onError = (doing: string) => (error: unknown) => logger.warn({ err: error }, doing);
  // Each running check needs a connection at times, and so do webhooks, the relay and the reconciler.
  const metrics = createWorkerMetrics();
  const database = openDatabase({
    url: config.databaseUrl,
    maxConnections: config.concurrency + 8,
    applicationName: "surety-worker",
    watch: watchStatements(metrics.registry, tracing),
  });
  await checkSchema(database.drizzle, ownMigrations);
  registerBacklog(metrics.registry, () => readBacklog(database.drizzle));
  const engines = createSandbox({
    childPath: child.path,
    execArgv: child.execArgv,
    concurrency: config.concurrency,
    memoryMb: config.engineMemoryMb,
    priority: "background",
    customFunctions: config.customFunctions,
  });
  const silence = new SilenceGuard({ limitMs: QUEUE_SILENT_MS });
  const backend =
    config.redisUrl === undefined
      ? { type: "postgres" as const, url: config.databaseUrl, socket: () => silence.socket({ listens: true }) }
      : { type: "redis" as const, url: config.redisUrl };
  const queue = await openQueue({ backend, onError: onError("the queue lost its connection") });
  registerPools(metrics.registry, { main: database.pool, ...(queue.pool === undefined ? {} : { queue: queue.pool }) });
  const { repositories } = database;
  const watched = (store: Store): Store => ({ ...store, transact: watchSettling(store.transact, metrics, logger) });
  const { transact } = watched(database);

  const relay = startRelay({
    transact,
    enqueue: sendJobs(queue, metrics, tracing),
    onError: onError("the relay could not hand jobs over"),
    refillAfter: 8 * config.concurrency,
  });
  await database.onOutbox(() => relay.nudge());
  const reconciler = startReconciler({
    transact,
    repositories,
    restore: (jobs) => queue.restore(jobs),
    onError: onError("the reconciler could not look for lost checks"),
    onRepair: (repaired) => {
      logger.warn(repaired, "checks were found without a worker");
      for (const what of ["retried", "errored", "enqueued"] as const) metrics.repaired(what, repaired[what]);
    },
  });
  const schedules = startSchedules({
    repositories,
    scheduled: [pruning({ transact, repositories })],
    onError: (error, schedule) => logger.warn({ err: error, schedule }, "what is due by the schedules could not be done"),
  });
  const mailer = config.mail && openMailer(config.mail);
  const secrets = createSecretBox(config.secret);
  const mails =
    mailer &&
    startMailSender({
      repositories,
      secrets,
      mailer,
      onFailure: ({ isGivenUp, ...failure }) => logger.warn(failure, isGivenUp ? "a mail is given up" : "a mail is tried again later"),
      onError: onError("mails could not be looked for"),
    });
  const egress = new Egress({
    policy: serverPolicy({ allow: config.egressAllow, own: ownAddresses(config) }),
    onFailure: metrics.egressDenied,
    ...(config.egressProxy === undefined ? {} : { proxy: config.egressProxy }),
  });
  const instanceId = randomUUID();
  const handlers = createHandlers({
    instanceId,
    storeOf: (organizationId) => watched(database.storeOf(organizationId)),
    engines: tracing === undefined ? engines : traceEngines(tracing, engines),
    egress: tracing === undefined ? egress : traceEgress(tracing, egress),
    secrets,
    ...(config.mail === undefined ? {} : { mail: { origin: config.mail.origin } }),
    clock: () => new Date(),
    onError: (error, { organizationId: organization, checkId: check, ...context }) =>
      logger.warn({ err: error, organization, check, ...context }, "a job did not come to an end"),
  });
  const worker = await queue.openWorker({
    handlers: measureJobs({ ...handlers, "check.run": (job) => handlers["check.run"](job).finally(relay.ended) }, metrics, tracing),
    concurrency: { "check.run": config.concurrency, "webhook.deliver": config.webhookConcurrency },
    onError: onError("a job did not come to an end"),
  });
  const announced = announceInstance({
    instances: repositories.instances,
    instance: {
      id: instanceId,
      kind: "worker",
      host: hostname(),
      processId: process.pid,
      version: buildVersion(import.meta.url),
      concurrency: config.concurrency,
    },
    onError: onError("the worker could not say that it lives"),
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
      void announced.drain();
      await Promise.all([relay.stop(), reconciler.stop(), schedules.stop(), mails?.stop()]);
      mailer?.close();
      const drained = worker.close();
      await within(drained, config.drainMs);
      // Work that is still under way is answered as crashed, and its checks are written down for their next attempt.
      await engines.close();
      await within(drained, HAND_BACK_MS);
      await within(Promise.all([queue.close(), egress.close()]), HAND_BACK_MS);
      await health?.close();
      await within(announced.leave(), HAND_BACK_MS);
      await database.close();
      await tracing?.close();
    },
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
