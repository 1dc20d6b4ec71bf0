import { type JobDefinition, jobs, type JobName, runCheck, deliverWebhook } from "@surety/model/jobs";
import type { JobsOptions, JobType } from "bullmq";
import { openPostgresBackend } from "./postgres-backend.ts";
import type { AddOptions, Handlers, Queue, QueueBackend, QueuedJob, WorkerOptions } from "./queue.ts";
import { openRedisBackend } from "./redis-backend.ts";

/** What we use of BullMQ's classes, whose types differ from backend to backend. */
interface BackendQueue {
  on(event: "error", listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: unknown; opts: JobsOptions }[]): Promise<unknown>;
  getJob(id: string): Promise<unknown>;
  getJobCounts(...types: JobType[]): Promise<Record<string, number>>;
  close(): Promise<void>;
}
interface BackendWorker {
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "failed", listener: (job: { id?: string | undefined } | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}
export type ProcessJob = (job: { readonly data: unknown }) => Promise<void>;
export type BackendWorkerOptions = typeof WORKER & { readonly concurrency: number };
export interface OpenBackend {
  createQueue(name: string): BackendQueue;
  createWorker(name: string, process: ProcessJob, options: BackendWorkerOptions): BackendWorker;
  readonly pool?: Queue["pool"];
  close(): Promise<void>;
}

/**
 * A worker that dies is noticed when its lock ends: its job is delivered again after about 11 seconds, once
 * (BullMQ's own defaults take a minute). What comes after that is the reconciler's. One that cannot reach the queue tries
 * again after a second (by default after 15).
 */
const WORKER = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 1, runRetryDelay: 1_000 } as const;
/** Finished jobs leave at once: a job whose id is still there cannot be added again. */
const LEAVE = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const;

export interface OpenQueueOptions {
  readonly backend: QueueBackend;
  /** Hears lost connections; the queue makes them again. */
  readonly onError?: (error: Error) => void;
  /** Keeps several installations apart in one Redis. */
  readonly prefix?: string;
}

/** Opens the queue, on Redis or in PostgreSQL; resolves when it answers. */
export async function openQueue({ backend, onError = () => {}, prefix = "surety" }: OpenQueueOptions): Promise<Queue> {
  const opened = backend.type === "redis" ? openRedisBackend(backend.url, prefix, onError) : await openPostgresBackend(backend, onError);
  const queues = new Map<JobName, BackendQueue>();
  for (const { name } of Object.values(jobs)) {
    const queue = opened.createQueue(name);
    queue.on("error", onError);
    queues.set(name, queue);
  }
  const queueOf = (name: JobName): BackendQueue => {
    const queue = queues.get(name);
    if (queue === undefined) throw new Error(`there is no queue for the job ${name}`);
    return queue;
  };
  const addBulk = async (added: readonly QueuedJob[]): Promise<void> => {
    for (const [name, queue] of queues) {
      const own = added.filter((each) => each.job === name);
      if (own.length > 0) await queue.addBulk(own.map(bulkJob));
    }
  };
  await Promise.all([...queues.values()].map((queue) => queue.waitUntilReady()));
  return {
    async add(job, payload, options) {
      await queueOf(job).add(job, jobData(job, payload, options), jobOptions(options));
    },
    addBulk,
    pool: opened.pool,
    async restore(jobs) {
      const held = await Promise.all(jobs.map(({ job, jobId }) => queueOf(job).getJob(jobId)));
      const lost = jobs.filter((_, index) => held[index] === undefined);
      await addBulk(lost);
      return lost.length;
    },
    async depth(job) {
      const counts = await Promise.all(
        (job === undefined ? [...queues.values()] : [queueOf(job)]).map((queue) =>
          queue.getJobCounts("waiting", "active", "delayed", "prioritized"),
        ),
      );
      return counts.flatMap((count) => Object.values(count)).reduce((sum, count) => sum + count, 0);
    },
    async openWorker(options) {
      const workers = Object.values(jobs).map(({ name }) => startWorker(opened, name, options));
      await Promise.all(workers.map((worker) => worker.waitUntilReady()));
      return {
        async close() {
          await Promise.all(workers.map((worker) => worker.close()));
        },
      };
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await opened.close();
    },
  };
}

function jobOptions({ jobId, delayMs = 0, priority }: AddOptions): JobsOptions {
  return { ...LEAVE, jobId, ...(delayMs > 0 ? { delay: delayMs } : {}), ...(priority === undefined ? {} : { priority }) };
}

/** The payload, and beside it the trace, which versions of this program that know of none leave aside. */
function jobData(job: JobName, payload: unknown, { traceparent }: AddOptions): object {
  return { ...jobs[job].payload.parse(payload), ...(traceparent === undefined ? {} : { traceparent }) };
}

function bulkJob({ job, payload, ...options }: QueuedJob) {
  return { name: job, data: jobData(job, payload, options), opts: jobOptions(options) };
}

function startWorker(opened: OpenBackend, name: JobName, { handlers, concurrency, onError }: WorkerOptions): BackendWorker {
  const run = bindHandlers(handlers)[name];
  const worker = opened.createWorker(name, (job) => run(job.data), { ...WORKER, concurrency: concurrency[name] });
  worker.on("error", onError);
  worker.on("failed", (job, error) => onError(new Error(`The job ${job?.id ?? "?"} failed: ${error.message}`, { cause: error })));
  return worker;
}

function bindHandlers(handlers: Handlers): Record<JobName, (data: unknown) => Promise<void>> {
  return {
    [runCheck.name]: bindHandler(runCheck, handlers[runCheck.name]),
    [deliverWebhook.name]: bindHandler(deliverWebhook, handlers[deliverWebhook.name]),
  };
}

/** A payload that does not fit is of another version of this program; the reconciler finds the work again. */
function bindHandler<Payload>(
  definition: JobDefinition<JobName, Payload>,
  handler: (payload: Payload, traceparent?: string) => Promise<void>,
) {
  return async (data: unknown) => handler(definition.payload.parse(data), traceparentOf(data));
}

function traceparentOf(data: unknown): string | undefined {
  return data !== null && typeof data === "object" && "traceparent" in data && typeof data.traceparent === "string"
    ? data.traceparent
    : undefined;
}
