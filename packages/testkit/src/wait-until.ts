import { setTimeout as delay } from "node:timers/promises";

export interface WaitUntilOptions {
  /** What is awaited, for the message when it does not come. */
  what: string;
  /** Default 10,000. */
  deadlineMs?: number;
  /** Default 20. */
  intervalMs?: number;
}

/**
 * Asks again and again until the answer is neither false nor null nor undefined, and returns it.
 *
 * @throws Error after the deadline, with the last error of `condition` as its cause.
 */
export async function waitUntil<T>(
  condition: () => T | Promise<T>,
  { what, deadlineMs = 10_000, intervalMs = 20 }: WaitUntilOptions,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = performance.now() + deadlineMs;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await condition();
      cause = undefined;
      if (isAnswer(answer)) return answer;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) throw new Error(`${what}: not within ${deadlineMs} ms`, { cause });
    await delay(intervalMs);
  }
}

function isAnswer<T>(answer: T): answer is Exclude<T, false | null | undefined> {
  return answer !== false && answer !== null && answer !== undefined;
}
