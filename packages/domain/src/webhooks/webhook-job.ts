import { deliverWebhook } from "@surety/model/jobs";
import type { OutboxJob } from "../outbox/outbox-repository.ts";
import type { DueDelivery } from "./webhook-repository.ts";

/** The job of one attempt: however often it is enqueued, it is one. `apart` tells a put-off one from the one that runs. */
export function webhookJob({ organizationId, deliveryId, attempt }: DueDelivery, delayMs = 0, apart = ""): OutboxJob {
  return {
    job: deliverWebhook.name,
    jobId: `webhook_${deliveryId}_${attempt}${apart}`,
    delayMs,
    payload: { v: 1, organizationId, deliveryId, attempt },
  };
}
