import { WebhookId } from "@surety/model/ids";
import { CreatedWebhook, CreateWebhookInput } from "@surety/model/webhooks";
import { effectId } from "../effect-id.ts";
import { procedure, rest } from "../procedure.ts";

/** Create a webhook. */
export const createWebhook = procedure
  .meta({
    openapi: {
      method: "POST",
      path: "/v1/webhooks",
      operationId: "createWebhook",
      tags: ["webhooks"],
      summary: "Create a webhook",
      description:
        "The address is told of the events from now on, by POST, signed after Standard Webhooks. The secret is in this answer and nowhere else. Addresses that are not public are refused, unless the administrator of the server has listed them.",
    },
    rest: rest<CreatedWebhook>({
      scope: "admin",
      success: [201],
      location: (output) => `/v1/webhooks/${output.id}`,
      errors: ["webhook_url_refused", "quota_exceeded"],
    }),
  })
  .input(CreateWebhookInput)
  .output(CreatedWebhook)
  .mutation(({ ctx, input }) =>
    ctx.verbs.createWebhook(ctx.caller, { ...input, id: effectId(ctx.effectId?.(), "webhook", input, WebhookId) }),
  );
