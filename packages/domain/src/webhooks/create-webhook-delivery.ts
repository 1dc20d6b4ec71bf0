import { randomUUID } from "node:crypto";
import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { CreateWebhookDeliveryInput, WebhookDeliveryDetail } from "@surety/model/webhooks";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { webhookNotFound } from "./get-webhook.ts";
import { getWebhookDelivery } from "./webhook-deliveries.ts";
import { webhookJob } from "./webhook-job.ts";

/**
 * Sends an event again that was sent before, under its own id; or a `webhook.test`.
 * @throws SuretyError `webhook_not_found`, `webhook_delivery_not_found`, `webhook_disabled`
 */
export async function createWebhookDelivery(deps: Deps, who: Caller, input: CreateWebhookDeliveryInput): Promise<WebhookDeliveryDetail> {
  requireScope(who, "admin");
  const { organizationId } = who;
  return deps.transact(async (tx) => {
    const webhook = await tx.webhooks.find(organizationId, input.webhook);
    if (webhook === null) throw webhookNotFound(input.webhook);
    if (!webhook.enabled) throw new SuretyError("webhook_disabled", "Nothing is sent to this webhook: it is switched off.");
    const due =
      input.event === undefined
        ? await tx.webhooks.emitTo(organizationId, webhook.id, {
            type: "webhook.test",
            key: `test ${randomUUID()}`,
            data: { webhook: webhook.id },
          })
        : await tx.webhooks.replay(organizationId, webhook.id, input.event);
    if (due === null) throw new SuretyError("webhook_delivery_not_found", `The event ${input.event} was not sent to this webhook.`);
    await tx.outbox.add(organizationId, [webhookJob(due)]);
    await tx.audit.record(who, "webhook-delivery.created", webhook.id, { after: { delivery: due.deliveryId, event: input.event ?? null } });
    return getWebhookDelivery({ repositories: tx }, who, { webhook: webhook.id, delivery: due.deliveryId });
  });
}
