import type { Deps } from "@surety/domain/deps";
import { createLoop, type Loop } from "./loop.ts";

export interface AuditPruningOptions extends Pick<Deps, "repositories"> {
  readonly onError: (error: unknown) => void;
}

const EVERY_MS = 60 * 60_000;

/** Deletes, every hour, the audit entries that have outlived what their organization chose. Any number of processes may do it. */
export function startAuditPruning({ repositories, onError }: AuditPruningOptions): Loop {
  return createLoop({
    everyMs: EVERY_MS,
    onError,
    async run() {
      while ((await repositories.audit.prune()) > 0);
    },
  });
}
