import type { OrganizationId } from "@surety/model/ids";
import type { Deps } from "../deps.ts";
import { webhookJob } from "./webhook-job.ts";
import type { DueDelivery } from "./webhook-repository.ts";

/** After this long without being made, an attempt may have lost its job; after this long, whoever began it has died. */
const OVERDUE_MS = 15_000;
const CLAIMED_MS = 60_000;
const BATCH = 500;

/** Enqueues attempts that crashes and lost queues have left behind. An equal job id is one job. */
export async function repairDeliveries(deps: Pick<Deps, "transact">): Promise<number> {
  return deps.transact(async (tx) => {
    const lost = await tx.webhooks.takeLost(OVERDUE_MS, CLAIMED_MS, BATCH);
    const byOrganization = groupBy(lost);
    for (const [organizationId, due] of byOrganization)
      await tx.outbox.add(
        organizationId,
        due.map((each) => webhookJob(each)),
      );
    return lost.length;
  });
}

function groupBy(lost: readonly DueDelivery[]): Map<OrganizationId, DueDelivery[]> {
  const groups = new Map<OrganizationId, DueDelivery[]>();
  for (const due of lost) groups.set(due.organizationId, [...(groups.get(due.organizationId) ?? []), due]);
  return groups;
}
