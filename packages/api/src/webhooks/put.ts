import { webhookTag } from "@surety/domain/conditions/state-tags";
import { PutWebhookInput, Webhook } from "@surety/model/webhooks";
import { IF_MATCH } from "../rest/conditions.ts";
import { procedure, rest } from "../procedure.ts";

/** Change a webhook. */
export const putWebhook = procedure
  .meta({
    openapi: {
      method: "PUT",
      path: "/v1/webhooks/{webhook}",
      operationId: "putWebhook",
      tags: ["webhooks"],
      summary: "Change a webhook",
      description:
        "What is left out stays. With `enabled: true` one that was switched off gets what happens from now on; with `false` nothing is sent to it.",
    },
    rest: rest<Webhook>({
      scope: "admin",
      success: [200],
      etag: webhookTag,
      headers: IF_MATCH,
      errors: ["webhook_not_found", "webhook_url_refused", "precondition_failed"],
    }),
  })
  .input(PutWebhookInput)
  .output(Webhook)
  .mutation(({ ctx, input }) => ctx.verbs.putWebhook(ctx.caller, input));
