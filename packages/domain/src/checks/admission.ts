import { SuretyError } from "@surety/model/errors";
import type { Deps } from "../deps.ts";

/** Refuses what would open more checks, while the whole installation has as many waiting as it may. */
export interface Admission {
  /** @throws SuretyError `overloaded` */
  admit(): Promise<void>;
}

/** How long a count is taken for true: what is opened meanwhile comes on top of the limit. */
const KEPT_MS = 1_000;

/** Counts what is queued of all organizations, once a second at most. */
export function createAdmission(deps: Pick<Deps, "repositories" | "clock" | "maxQueuedChecks">): Admission {
  const limit = deps.maxQueuedChecks ?? 0;
  let kept: { readonly at: number; readonly isFull: Promise<boolean> } | null = null;
  const count = async (): Promise<boolean> => (await deps.repositories.checks.countQueued(limit)) >= limit;
  return {
    async admit() {
      if (limit === 0) return;
      const now = deps.clock().getTime();
      if (kept === null || Math.abs(now - kept.at) >= KEPT_MS) {
        const isFull = count();
        kept = { at: now, isFull };
        // What could not be counted is no reason to refuse; the next one asks again.
        isFull.catch(() => (kept = null));
      }
      if (!(await kept.isFull.catch(() => false))) return;
      throw new SuretyError(
        "overloaded",
        `${limit} checks of this installation wait for a worker. Nothing was stored; what is there can be read, and verdicts are answered.`,
        { limit: "queuedChecks" },
      );
    },
  };
}
