import { EgressError } from "./egress-error.ts";

/** Lets so many through at a time for each key; others wait in order, and too many are sent away. */
export class Turnstile {
  readonly #width: number;
  readonly #maxWaiting: number;
  readonly #queues = new Map<string, { inside: number; waiting: (() => void)[] }>();

  constructor(width: number, maxWaiting: number) {
    this.#width = width;
    this.#maxWaiting = maxWaiting;
  }

  /** Resolves to what has to be called on the way out. @throws EgressError `too_busy`, or the signal's reason. */
  async enter(key: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const queue = this.#queues.get(key) ?? { inside: 0, waiting: [] };
    this.#queues.set(key, queue);
    if (queue.inside < this.#width) queue.inside += 1;
    else if (queue.waiting.length >= this.#maxWaiting) {
      throw new EgressError("too_busy", `More than ${this.#maxWaiting} requests are waiting for their turn.`, { hint: "Try again later." });
    } else await this.#turn(queue.waiting, signal);
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      const next = queue.waiting.shift();
      if (next) return next();
      queue.inside -= 1;
      if (queue.inside === 0) this.#queues.delete(key);
    };
  }

  #turn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onTurn = (): void => {
        signal.removeEventListener("abort", onAbort);
        resolve();
      };
      const onAbort = (): void => {
        waiting.splice(waiting.indexOf(onTurn), 1);
        reject(signal.reason);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      waiting.push(onTurn);
    });
  }
}
