import type { Socket } from "node:net";
import type { JobName, JobPayload } from "@surety/model/jobs";

/** Where the jobs are kept. Either is a hint only: what is to be done stands in our own tables. */
export type QueueBackend =
  | { readonly type: "redis"; readonly url: string }
  | {
      readonly type: "postgres";
      readonly url: string;
      /** Makes the sockets of its connections, for somebody who ends those that are dead. */
      readonly socket?: () => Socket;
    };

export interface AddOptions {
  /** An equal id is one job, while that one is waiting or running. Letters, digits, `_` and `-`. */
  readonly jobId: string;
  readonly delayMs?: number;
  /** A lower number is run before a higher one, whichever came first. */
  readonly priority?: number;
  /** The W3C trace context that it goes on in. */
  readonly traceparent?: string;
}
export type QueuedJob = { readonly [Name in JobName]: { readonly job: Name; readonly payload: JobPayload<Name> } & AddOptions }[JobName];

/** One function for each kind of job: a missing one does not compile. */
export type Handlers = { readonly [Name in JobName]: (payload: JobPayload<Name>, traceparent?: string) => Promise<void> };

export interface WorkerOptions {
  readonly handlers: Handlers;
  /** Jobs of each kind at the same time. */
  readonly concurrency: Readonly<Record<JobName, number>>;
  /** Hears what went wrong: lost connections, failed jobs. */
  readonly onError: (error: Error) => void;
}

export interface QueueWorker {
  /** Takes nothing new; resolves when what is running has ended. */
  close(): Promise<void>;
}

export interface Queue {
  add<Name extends JobName>(job: Name, payload: JobPayload<Name>, options: AddOptions): Promise<void>;
  addBulk(jobs: readonly QueuedJob[]): Promise<void>;
  /** Adds those that it does not hold, by their ids; how many there were. */
  restore(jobs: readonly QueuedJob[]): Promise<number>;
  /** How many jobs of a kind, or of all, wait, are delayed or run. */
  depth(job?: JobName): Promise<number>;
  /** How much of its pool of connections is used now; it has one in PostgreSQL. */
  readonly pool?: (() => { readonly max: number; readonly used: number; readonly waiting: number }) | undefined;
  openWorker(options: WorkerOptions): Promise<QueueWorker>;
  close(): Promise<void>;
}
