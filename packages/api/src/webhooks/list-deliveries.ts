import { ListWebhookDeliveriesInput, WebhookDeliveryPage } from "@surety/model/webhooks";
import { procedure, rest } from "../procedure.ts";

/** List the deliveries of a webhook. */
export const listWebhookDeliveries = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/webhooks/{webhook}/deliveries",
      operationId: "listWebhookDeliveries",
      tags: ["webhooks"],
      summary: "List the deliveries of a webhook",
      description: "Newest first, of the last 30 days: what was sent and is to be sent, how often, and what came back.",
    },
    rest: rest({ scope: "admin", success: [200], errors: ["webhook_not_found"] }),
  })
  .input(ListWebhookDeliveriesInput)
  .output(WebhookDeliveryPage)
  .query(({ ctx, input }) => ctx.verbs.listWebhookDeliveries(ctx.caller, input));
