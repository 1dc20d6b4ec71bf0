import { ListWebhooksInput, WebhookPage } from "@surety/model/webhooks";
import { procedure, rest } from "../procedure.ts";

/** List webhooks. */
export const listWebhooks = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/webhooks",
      operationId: "listWebhooks",
      tags: ["webhooks"],
      summary: "List webhooks",
      description: "Newest first: which addresses are told of which events, and how they are.",
    },
    rest: rest({ scope: "admin", success: [200], errors: [] }),
  })
  .input(ListWebhooksInput)
  .output(WebhookPage)
  .query(({ ctx, input }) => ctx.verbs.listWebhooks(ctx.caller, input));
