import type { Caller } from "@surety/model/callers";
import type { RotatedWebhookSecret, RotateWebhookSecretInput } from "@surety/model/webhooks";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { webhookNotFound } from "./get-webhook.ts";
import { createWebhookSecret, secretContext } from "./webhook-secret.ts";

const HOUR_MS = 60 * 60 * 1000;

/** Makes a new secret. For a while what is sent is signed with both, so that the receiver can change over. */
export async function rotateWebhookSecret(deps: Deps, who: Caller, input: RotateWebhookSecretInput): Promise<RotatedWebhookSecret> {
  requireScope(who, "admin");
  const { webhook: id, previousValidHours } = input;
  const secret = createWebhookSecret(deps.randomBytes);
  const sealed = deps.secrets.seal(secretContext(who.organizationId, id), secret);
  return deps.transact(async (tx) => {
    const previousSecretUntil = await tx.webhooks.rotate(who.organizationId, id, sealed, previousValidHours * HOUR_MS);
    if (previousSecretUntil === null) throw webhookNotFound(id);
    await tx.audit.record(who, "webhook.secret-rotated", id, { after: { previousValidUntil: previousSecretUntil } });
    return { secret, previousSecretUntil };
  });
}
