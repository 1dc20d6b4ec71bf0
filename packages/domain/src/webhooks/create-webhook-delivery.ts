import { randomUUID } from "node:crypto";
import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import { WebhookDeliveryId } from "@surety/model/ids";
import type { CreateWebhookDeliveryInput, WebhookDeliveryDetail } from "@surety/model/webhooks";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { webhookNotFound } from "./get-webhook.ts";
import { getWebhookDelivery } from "./webhook-deliveries.ts";
import { webhookJob } from "./webhook-job.ts";

/**
 * Sends an event again that was sent before, under its own id; or a `webhook.test`. Nothing is sent for a delivery that there is.
 * @throws SuretyError `webhook_not_found`, `webhook_delivery_not_found`, `webhook_disabled`
 */
export async function createWebhookDelivery(
  deps: Deps,
  who: Caller,
  input: CreateWebhookDeliveryInput & { readonly id?: WebhookDeliveryId | undefined },
): Promise<WebhookDeliveryDetail> {
  requireScope(who, "admin");
  const { organizationId } = who;
  const id = input.id ?? WebhookDeliveryId.parse(randomUUID());
  return deps.transact(async (tx) => {
    const webhook = await tx.webhooks.find(organizationId, input.webhook);
    if (webhook === null) throw webhookNotFound(input.webhook);
    const made = input.id === undefined ? null : await tx.webhooks.findDelivery(organizationId, webhook.id, id);
    if (made !== null) return made;
    if (!webhook.enabled) throw new SuretyError("webhook_disabled", "Nothing is sent to this webhook: it is switched off.");
    const due =
      input.event === undefined
        ? await tx.webhooks.emitTo(organizationId, webhook.id, {
            id,
            type: "webhook.test",
            key: `test ${id}`,
            data: { webhook: webhook.id },
          })
        : await tx.webhooks.replay(organizationId, webhook.id, { event: input.event, id });
    if (due === null) throw new SuretyError("webhook_delivery_not_found", `The event ${input.event} was not sent to this webhook.`);
    await tx.outbox.add(organizationId, [webhookJob(due)]);
    await tx.audit.record(who, "webhook-delivery.created", webhook.id, { after: { delivery: due.deliveryId, event: input.event ?? null } });
    return getWebhookDelivery({ repositories: tx }, who, { webhook: webhook.id, delivery: due.deliveryId });
  });
}
