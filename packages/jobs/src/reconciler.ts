import { repairChecks, type RestoreJobs } from "@surety/domain/checks/repair-checks";
import type { Deps } from "@surety/domain/deps";
import { repairDeliveries } from "@surety/domain/webhooks/repair-deliveries";
import { createLoop, type Loop } from "./loop.ts";

export interface ReconcilerOptions extends Pick<Deps, "transact" | "repositories"> {
  readonly restore: RestoreJobs;
  readonly onError: (error: unknown) => void;
  /** Hears of each pass that had something to repair. */
  readonly onRepair: (repaired: { retried: number; errored: number; enqueued: number }) => void;
}

const EVERY_MS = 2_500;
/** Two heartbeats, and what it takes to connect again. */
const SPEAK_FIRST_MS = 8_000;

/** Repairs, again and again, what crashes and lost queues have left behind. Any number of reconcilers may run. */
export function startReconciler({ onError, onRepair, restore, ...deps }: ReconcilerOptions): Loop {
  return createLoop({
    everyMs: EVERY_MS,
    onError,
    async run() {
      // While PostgreSQL was away nobody could give a sign of life: those who live do so first.
      if ((await deps.repositories.instances.databaseUptimeMs()) < SPEAK_FIRST_MS) return;
      const repaired = await repairChecks(deps, restore);
      if (repaired.retried + repaired.errored + repaired.enqueued > 0) onRepair(repaired);
      await repairDeliveries(deps);
    },
  });
}
