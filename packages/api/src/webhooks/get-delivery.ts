import { GetWebhookDeliveryInput, WebhookDeliveryDetail } from "@surety/model/webhooks";
import { procedure, rest } from "../procedure.ts";

/** Get a delivery. */
export const getWebhookDelivery = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/webhooks/{webhook}/deliveries/{delivery}",
      operationId: "getWebhookDelivery",
      tags: ["webhooks"],
      summary: "Get a delivery",
      description: "With what is sent, byte by byte, and every attempt: status, time and the beginning of the answer.",
    },
    rest: rest({ scope: "admin", success: [200], errors: ["webhook_delivery_not_found"] }),
  })
  .input(GetWebhookDeliveryInput)
  .output(WebhookDeliveryDetail)
  .query(({ ctx, input }) => ctx.verbs.getWebhookDelivery(ctx.caller, input));
