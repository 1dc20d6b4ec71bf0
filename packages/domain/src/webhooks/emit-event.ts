import type { OrganizationId } from "@surety/model/ids";
import type { Repositories } from "../repositories.ts";
import { webhookJob } from "./webhook-job.ts";
import type { NewEvent } from "./webhook-repository.ts";

/** Tells the endpoints that ask for it, in the transaction of what has happened: one statement when there is none. */
export async function emitEvent(tx: Repositories, organizationId: OrganizationId, event: NewEvent): Promise<void> {
  const due = await tx.webhooks.emit(organizationId, event);
  if (due.length > 0)
    await tx.outbox.add(
      organizationId,
      due.map((each) => webhookJob(each)),
    );
}
