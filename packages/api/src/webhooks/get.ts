import { webhookTag } from "@surety/domain/conditions/state-tags";
import { GetWebhookInput, Webhook } from "@surety/model/webhooks";
import { procedure, rest } from "../procedure.ts";

/** Get a webhook. */
export const getWebhook = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/webhooks/{webhook}",
      operationId: "getWebhook",
      tags: ["webhooks"],
      summary: "Get a webhook",
      description: "Where it sends what to, and whether anything arrives. Its secret is not shown again.",
    },
    rest: rest<Webhook>({ scope: "admin", success: [200], etag: webhookTag, errors: ["webhook_not_found"] }),
  })
  .input(GetWebhookInput)
  .output(Webhook)
  .query(({ ctx, input }) => ctx.verbs.getWebhook(ctx.caller, input));
