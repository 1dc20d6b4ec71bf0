import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";

/** Time as the generator sees it, so that a test can be its own clock. Milliseconds. */
export interface Clock {
  now(): number;
  /** Resolves at that moment or soon after it, never before; or when it is aborted. */
  until(moment: number, signal?: AbortSignal): Promise<void>;
}

export interface OpenModel {
  readonly ratePerSecond: number;
  readonly durationMs: number;
  /** Requests at the same time; what is due while all are busy waits, and its wait counts. */
  readonly clients: number;
  /** Sends request number `index`; resolves with whether the answer is a good one. */
  readonly send: (index: number, client: number) => Promise<boolean>;
  readonly clock?: Clock;
  /** How long the last ones may take after the end; what is not answered then has taken until then, and has failed. */
  readonly graceMs?: number;
}

export interface Measured {
  readonly offered: number;
  readonly answered: number;
  readonly failed: number;
  /** Good answers per second, from the first arrival to the last answer. */
  readonly perSecond: number;
  /** Milliseconds from when a request was due to its answer, failed ones included. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** A hundredth of a millisecond: HdrHistogram counts whole numbers. */
const UNITS = 100;
const DEFAULT_GRACE_MS = 30_000;

export const wallClock: Clock = {
  now: () => performance.now(),
  async until(moment, signal) {
    const ms = Math.ceil(moment - performance.now());
    if (ms > 0) await delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {});
  },
};

/**
 * An open model: requests are due at a constant rate, whether or not earlier ones have been answered, as pipelines send
 * them. Latency counts from when a request was due, not from when a client was free for it: a server that stands still for
 * a second has made all those wait that were due in it (Tene's coordinated omission). Percentiles by HdrHistogram.
 */
export async function runOpenModel({
  ratePerSecond,
  durationMs,
  clients,
  send,
  clock = wallClock,
  graceMs = DEFAULT_GRACE_MS,
}: OpenModel): Promise<Measured> {
  const latencies = createHistogram({ figures: 3 });
  const gapMs = 1000 / ratePerSecond;
  const offered = Math.floor(durationMs / gapMs);
  const start = clock.now();
  const dueAt = (index: number): number => start + index * gapMs;
  const deadline = start + durationMs + graceMs;
  let next = 0;
  let answered = 0;
  let failed = 0;
  let lastAnswer = start;
  // Each client takes what is due longest: together they are the queue, in its order.
  const serve = async (client: number): Promise<void> => {
    while (next < offered) {
      const index = next;
      next += 1;
      await clock.until(dueAt(index));
      if (clock.now() >= deadline) return;
      const isGood = await send(index, client).catch(() => false);
      record(latencies, clock.now() - dueAt(index));
      answered += 1;
      lastAnswer = clock.now();
      if (!isGood) failed += 1;
    }
  };
  const ended = new AbortController();
  await Promise.race([Promise.all(Array.from({ length: clients }, (_, client) => serve(client))), clock.until(deadline, ended.signal)]);
  ended.abort();
  for (let index = answered; index < offered; index += 1) {
    record(latencies, deadline - dueAt(index));
    failed += 1;
  }
  const ms = (percentile: number): number => latencies.percentile(percentile) / UNITS;
  return {
    offered,
    answered,
    failed,
    perSecond: ((offered - failed) / Math.max(1, lastAnswer - start)) * 1000,
    p50: ms(50),
    p90: ms(90),
    p99: ms(99),
    max: latencies.max / UNITS,
  };
}

function record(latencies: RecordableHistogram, ms: number): void {
  latencies.record(Math.max(1, Math.round(ms * UNITS)));
}
