export interface LoopOptions {
  readonly run: () => Promise<void>;
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}

export interface Loop {
  /** Runs soon, or once more after the current run. */
  nudge(): void;
  /** Milliseconds since a run last ended, with or without an error: it grows without end when a run hangs. */
  sinceLastTick(): number;
  /** Ends it, after the current run. */
  stop(): Promise<void>;
}

/** Runs something again and again, never twice at once. An error is reported, and the next run comes at its time. */
export function createLoop({ run, everyMs, onError }: LoopOptions): Loop {
  let isStopped = false;
  let isNudged = false;
  let wake: () => void = () => {};
  let lastTick = performance.now();
  const loop = async () => {
    while (!isStopped) {
      isNudged = false;
      try {
        await run();
      } catch (error) {
        onError(error);
        // A nudge during an outage must not turn into a busy loop.
        isNudged = false;
      }
      lastTick = performance.now();
      if (!isNudged && !isStopped) await pause();
    }
  };
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const ended = loop();
  return {
    nudge() {
      isNudged = true;
      wake();
    },
    sinceLastTick: () => performance.now() - lastTick,
    async stop() {
      isStopped = true;
      wake();
      await ended;
    },
  };
}
