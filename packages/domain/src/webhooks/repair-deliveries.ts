import type { Deps } from "../deps.ts";
import { byOrganization } from "../organizations/by-organization.ts";
import { webhookJob } from "./webhook-job.ts";

/** After this long without being made, an attempt may have lost its job; after this long, whoever began it has died. */
const OVERDUE_MS = 15_000;
const CLAIMED_MS = 60_000;
const BATCH = 500;

/** Enqueues attempts that crashes and lost queues have left behind. An equal job id is one job. */
export async function repairDeliveries(deps: Pick<Deps, "transact">): Promise<number> {
  return deps.transact(async (tx) => {
    const lost = await tx.webhooks.takeLost(OVERDUE_MS, CLAIMED_MS, BATCH);
    for (const [organizationId, due] of byOrganization(lost))
      await tx.outbox.add(
        organizationId,
        due.map((each) => webhookJob(each)),
      );
    return lost.length;
  });
}
