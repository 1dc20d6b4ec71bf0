import { RotatedWebhookSecret, RotateWebhookSecretInput } from "@surety/model/webhooks";
import { procedure, rest } from "../procedure.ts";

/** Make a new secret. */
export const rotateWebhookSecret = procedure
  .meta({
    openapi: {
      method: "POST",
      path: "/v1/webhooks/{webhook}/secrets",
      operationId: "rotateWebhookSecret",
      tags: ["webhooks"],
      summary: "Make a new secret",
      description:
        "The secret is in this answer and nowhere else. For a while what is sent is signed with the one before as well, so that the receiver can change over.",
    },
    rest: rest({ scope: "admin", success: [200], errors: ["webhook_not_found"] }),
  })
  .input(RotateWebhookSecretInput)
  .output(RotatedWebhookSecret)
  .mutation(({ ctx, input }) => ctx.verbs.rotateWebhookSecret(ctx.caller, { ...input, effect: ctx.effectId?.() }));
