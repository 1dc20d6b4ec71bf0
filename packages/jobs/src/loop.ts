export interface LoopOptions {
  readonly run: () => Promise<void>;
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}

export interface Loop {
  /** Runs soon, or once more after the current run. */
  nudge(): void;
  /** When the last run ended without an error. */
  readonly lastRunAt: Date | null;
  /** Ends it, after the current run. */
  stop(): Promise<void>;
}

/** Runs something again and again, never twice at once. An error is reported, and the next run comes at its time. */
export function createLoop({ run, everyMs, onError }: LoopOptions): Loop {
  let isStopped = false;
  let isNudged = false;
  let wake: () => void = () => {};
  let lastRunAt: Date | null = null;
  const loop = async () => {
    while (!isStopped) {
      isNudged = false;
      try {
        await run();
        lastRunAt = new Date();
      } catch (error) {
        onError(error);
        // A nudge during an outage must not turn into a busy loop.
        isNudged = false;
      }
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
    get lastRunAt() {
      return lastRunAt;
    },
    async stop() {
      isStopped = true;
      wake();
      await ended;
    },
  };
}
