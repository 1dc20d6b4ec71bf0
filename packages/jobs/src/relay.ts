import type { Transact } from "@surety/domain/deps";
import type { TakenJob } from "@surety/domain/outbox/outbox-repository";
import { createLoop, type Loop } from "./loop.ts";

export interface RelayOptions {
  readonly transact: Transact;
  /** Hands jobs to the queue; an equal job id is one job. */
  readonly enqueue: (jobs: readonly TakenJob[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** After so many checks that have ended here, it looks whether others wait for their place. */
  readonly refillAfter?: number;
}

export interface Relay extends Loop {
  /** A check that was handed over has ended. */
  ended(): void;
}

const BATCH = 500;
/**
 * Checks of all organizations that are handed over and not settled. What is more waits in the outbox, in an order that can still
 * change, and safe from a queue that loses its jobs.
 */
const WINDOW = 256;
const EVERY_MS = 1_000;

/**
 * Takes what transactions have promised to the queue: at once when it is nudged, every second otherwise. Urgent checks go first,
 * and organizations take turns: one that has thousands waiting does not hold up another's one.
 * Rows leave the outbox in the transaction that has handed them over: one that fails leaves them for the next, and a
 * crash in between enqueues them twice, which is once. Any number of relays may run.
 */
export function startRelay({ transact, enqueue, onError, refillAfter = 16 }: RelayOptions): Relay {
  let ended = 0;
  const loop = createLoop({
    everyMs: EVERY_MS,
    onError,
    run() {
      ended = 0;
      return relayOnce(transact, enqueue);
    },
  });
  return {
    ...loop,
    ended() {
      ended += 1;
      if (ended >= refillAfter) loop.nudge();
    },
  };
}

/** Hands over everything that may be in the queue now. */
export async function relayOnce(transact: Transact, enqueue: RelayOptions["enqueue"]): Promise<void> {
  for (let taken = BATCH; taken === BATCH; ) {
    taken = await transact(async (tx) => {
      const jobs = await tx.outbox.take(BATCH, WINDOW);
      if (jobs.length > 0) await enqueue(jobs);
      return jobs.length;
    });
  }
}
