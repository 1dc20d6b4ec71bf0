import { repairChecks } from "@surety/domain/checks/repair-checks";
import type { Deps } from "@surety/domain/deps";
import { repairDeliveries } from "@surety/domain/webhooks/repair-deliveries";
import { createLoop, type Loop } from "./loop.ts";

export interface ReconcilerOptions extends Pick<Deps, "transact" | "repositories"> {
  /** How many jobs the queue holds. */
  readonly depth: () => Promise<number>;
  readonly onError: (error: unknown) => void;
  /** Hears of each pass that had something to repair. */
  readonly onRepair: (repaired: { retried: number; errored: number; enqueued: number }) => void;
}

const EVERY_MS = 5_000;

/** Repairs, every five seconds, what crashes and lost queues have left behind. Any number of reconcilers may run. */
export function startReconciler({ onError, onRepair, depth, ...deps }: ReconcilerOptions): Loop {
  return createLoop({
    everyMs: EVERY_MS,
    onError,
    async run() {
      const repaired = await repairChecks(deps, depth);
      if (repaired.retried + repaired.errored + repaired.enqueued > 0) onRepair(repaired);
      await repairDeliveries(deps);
    },
  });
}
