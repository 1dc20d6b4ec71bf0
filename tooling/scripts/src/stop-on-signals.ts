import type { Progress } from "./progress.ts";

export interface Stoppable {
  stop(): Promise<void>;
  kill(): void;
}

/** npm passes a Ctrl-C on although the terminal has delivered it already: signals this close together are one. */
const sameMomentMs = 700;

export interface Stopping {
  /** Aborted by the first signal. */
  signal: AbortSignal;
  /** From here on a signal stops this. */
  use(running: Stoppable): void;
}

/** Ctrl-C, SIGTERM and a closed terminal end everything in order; a second Ctrl-C does it at once. */
export function stopOnSignals(progress: Progress): Stopping {
  const abort = new AbortController();
  let running: Stoppable | undefined;
  let signalledAt: number | undefined;

  const stop = async (target: Stoppable) => {
    await progress.step("stopping", () => target.stop());
    process.exit(0);
  };
  const receive = () => {
    const now = performance.now();
    if (signalledAt === undefined) {
      signalledAt = now;
      progress.line();
      abort.abort();
      if (running) void stop(running);
      else progress.line("Stopping after this step; Ctrl-C again ends it now.");
    } else if (now - signalledAt > sameMomentMs) {
      running?.kill();
      process.exit(130);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, receive);
  return {
    signal: abort.signal,
    use(target) {
      running = target;
      if (signalledAt !== undefined) void stop(target);
    },
  };
}
