import { collectContracts } from "@surety/domain/contracts/collect-contracts";
import type { Deps } from "@surety/domain/deps";
import type { Scheduled } from "./schedules.ts";

/** How long webhook deliveries are kept, and how long processes that were killed are shown. */
const DELIVERIES_DAYS = 30;
const INSTANCES_HOURS = 24;
const EVERY_MS = 60 * 60_000;

/**
 * Deletes, every hour, the audit entries that have outlived what their organization chose, old webhook deliveries, dead
 * processes, what is known of old changes, and documents that no version has any more.
 */
export function pruning(deps: Pick<Deps, "transact" | "repositories">): Scheduled {
  const { repositories } = deps;
  return {
    name: "prune",
    everyMs: EVERY_MS,
    async run() {
      while ((await repositories.audit.prune()) > 0);
      while ((await repositories.webhooks.prune(DELIVERIES_DAYS)) > 0);
      await repositories.instances.prune(INSTANCES_HOURS);
      await repositories.changes.prune();
      await collectContracts(deps);
    },
  };
}
