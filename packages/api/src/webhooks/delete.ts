import { GetWebhookInput } from "@surety/model/webhooks";
import { z } from "zod";
import { procedure, rest } from "../procedure.ts";

/** Delete a webhook. */
export const deleteWebhook = procedure
  .meta({
    openapi: {
      method: "DELETE",
      path: "/v1/webhooks/{webhook}",
      operationId: "deleteWebhook",
      tags: ["webhooks"],
      summary: "Delete a webhook",
      description: "Nothing is sent to it any more, and its delivery log goes with it.",
    },
    rest: rest({ scope: "admin", success: [204], errors: ["webhook_not_found"] }),
  })
  .input(GetWebhookInput)
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.verbs.deleteWebhook(ctx.caller, input));
