import { WebhookDeliveryId } from "@surety/model/ids";
import { CreateWebhookDeliveryInput, WebhookDeliveryDetail } from "@surety/model/webhooks";
import { effectId } from "../effect-id.ts";
import { procedure, rest } from "../procedure.ts";

/** Send an event again, or a test. */
export const createWebhookDelivery = procedure
  .meta({
    openapi: {
      method: "POST",
      path: "/v1/webhooks/{webhook}/deliveries",
      operationId: "createWebhookDelivery",
      tags: ["webhooks"],
      summary: "Send an event again, or a test",
      description:
        "With `event`, that event once more under its own `webhook-id`; without it, a `webhook.test`. It is sent in the background: the address in Location tells how it goes.",
    },
    rest: rest<WebhookDeliveryDetail>({
      scope: "admin",
      success: [202],
      location: (output) => `/v1/webhooks/${output.webhook}/deliveries/${output.id}`,
      errors: ["webhook_not_found", "webhook_delivery_not_found", "webhook_disabled"],
    }),
  })
  .input(CreateWebhookDeliveryInput)
  .output(WebhookDeliveryDetail)
  .mutation(({ ctx, input }) =>
    ctx.verbs.createWebhookDelivery(ctx.caller, { ...input, id: effectId(ctx.effectId?.(), "webhook-delivery", input, WebhookDeliveryId) }),
  );
