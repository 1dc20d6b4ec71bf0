import type { Caller } from "@surety/model/callers";
import type { RotatedWebhookSecret, RotateWebhookSecretInput } from "@surety/model/webhooks";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { webhookNotFound } from "./get-webhook.ts";
import { createWebhookSecret, secretContext } from "./webhook-secret.ts";

const HOUR_MS = 60 * 60 * 1000;

/**
 * Makes a new secret. For a while what is sent is signed with both, so that the receiver can change over. A request that is
 * repeated, which has the effect's id of the first one, is told the secret that that one made: making another would end the
 * one that the receiver has.
 * @throws SuretyError `webhook_not_found`
 */
export async function rotateWebhookSecret(
  deps: Deps,
  who: Caller,
  input: RotateWebhookSecretInput & { readonly effect?: string | undefined },
): Promise<RotatedWebhookSecret> {
  requireScope(who, "admin");
  const { webhook: id, previousValidHours, effect } = input;
  const random =
    effect === undefined ? deps.randomBytes : (length: number) => deps.secrets.derive(`webhook secret ${id} ${effect}`, length);
  const secret = createWebhookSecret(random);
  const sealed = deps.secrets.seal(secretContext(who.organizationId, id), secret);
  return deps.transact(async (tx) => {
    const current = effect === undefined ? null : await tx.webhooks.lockSecret(who.organizationId, id);
    if (current?.previousSecretUntil != null && deps.secrets.open(secretContext(who.organizationId, id), current.sealedSecret) === secret)
      return { secret, previousSecretUntil: current.previousSecretUntil };
    const previousSecretUntil = await tx.webhooks.rotate(who.organizationId, id, sealed, previousValidHours * HOUR_MS);
    if (previousSecretUntil === null) throw webhookNotFound(id);
    await tx.audit.record(who, "webhook.secret-rotated", id, { after: { previousValidUntil: previousSecretUntil } });
    return { secret, previousSecretUntil };
  });
}
