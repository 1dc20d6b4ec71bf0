import { z } from "zod";
import { Check, CheckKind } from "./checks.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";

/** `server` answers people and pipelines, `worker` runs jobs. */
export const InstanceKind = z.enum(["server", "worker"]);
export type InstanceKind = z.infer<typeof InstanceKind>;
/** `draining`: it was told to stop, and finishes what it has begun. */
export const InstanceState = z.enum(["ready", "draining"]);
export type InstanceState = z.infer<typeof InstanceState>;

const count = (of: string) => z.int().min(0).describe(of);
const seconds = (of: string) => z.number().min(0).describe(`seconds ${of}`);

/** Kinds of checks, and deliveries to webhooks. */
export const WorkKind = z.enum([...CheckKind.options, "webhook"]);
export type WorkKind = z.infer<typeof WorkKind>;

/** How much there is of one kind of work. */
export const WorkQueue = z.object({
  waiting: count("that nobody has taken up, those that wait for their next attempt among them"),
  running: count("that a worker is at"),
  oldestSeconds: seconds("that the one has waited which has waited longest since it could be taken up; 0 when none waits"),
  failed: count("checks that have errored and were not opened again; webhook deliveries of the last two days that were given up"),
});
export type WorkQueue = z.infer<typeof WorkQueue>;
export const WorkByKind = z.object({ lint: WorkQueue, diff: WorkQueue, webhook: WorkQueue });
export type WorkByKind = z.infer<typeof WorkByKind>;
export const WorkQueues = z.object({ queues: WorkByKind, at: Timestamp });
export type WorkQueues = z.infer<typeof WorkQueues>;

export const ListFailedChecksInput = PageInput;
export type ListFailedChecksInput = PageInput;
export const FailedCheckPage = pageOf(Check);

/** A process of the installation. */
export const Instance = z.object({
  id: z.uuid(),
  kind: InstanceKind,
  host: z.string(),
  processId: z.int(),
  version: z.string().describe("of Surety, with the build: `0.1.0+3f9c2e10`"),
  state: InstanceState,
  concurrency: z.int().nullable().describe("of a worker: how many checks it runs at the same time"),
  running: count("checks that it runs now"),
  startedAt: Timestamp,
  tickedAt: Timestamp.describe("when it last said that it lives; it does so every five seconds"),
  silent: z.boolean().describe("true: it has not said so for more than 20 seconds, and was likely killed"),
});
export type Instance = z.infer<typeof Instance>;

export const Schedule = z.object({
  name: z.string(),
  nextRunAt: Timestamp,
  startedAt: Timestamp.nullable(),
  finishedAt: Timestamp.nullable(),
  error: z.string().nullable().describe("what the last run failed by"),
});
export type Schedule = z.infer<typeof Schedule>;

/** The whole installation, all organizations together. */
export const Installation = z.object({
  at: Timestamp,
  queues: WorkByKind,
  waitingChecks: z.object({ used: z.int().min(0), limit: z.int().min(1).nullable().describe("null: there is no limit") }),
  outbox: z.object({ rows: count("jobs that are promised to the queue"), oldestSeconds: seconds("that the oldest of them has waited") }),
  instances: z.array(Instance),
  mixed: z.boolean().describe("true: servers, or workers, of different builds run, as they do while an upgrade is under way"),
  database: z.object({
    version: z.string().describe("of PostgreSQL"),
    sizeBytes: count("of the whole database"),
    connections: z.object({ used: z.int().min(0), limit: z.int().min(1) }),
    migrations: z.object({ applied: z.int().min(0), latestAt: Timestamp.nullable().describe("when the latest of them was written") }),
    oldestTransactionSeconds: seconds("that the oldest open transaction has been open"),
  }),
  schedules: z.array(Schedule),
});
export type Installation = z.infer<typeof Installation>;
