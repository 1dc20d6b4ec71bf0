import type { Deps } from "@surety/domain/deps";
import { createLoop, type Loop } from "./loop.ts";

export interface PruningOptions extends Pick<Deps, "repositories"> {
  readonly onError: (error: unknown) => void;
}

/** How long webhook deliveries are kept. */
const DELIVERIES_DAYS = 30;
const EVERY_MS = 60 * 60_000;

/** Deletes, every hour, the audit entries that have outlived what their organization chose, and old webhook deliveries. Any number of processes may do it. */
export function startPruning({ repositories, onError }: PruningOptions): Loop {
  return createLoop({
    everyMs: EVERY_MS,
    onError,
    async run() {
      while ((await repositories.audit.prune()) > 0);
      while ((await repositories.webhooks.prune(DELIVERIES_DAYS)) > 0);
    },
  });
}
