import { randomUUID } from "node:crypto";
import type { Caller } from "@surety/model/callers";
import { WebhookId } from "@surety/model/ids";
import type { CreatedWebhook, CreateWebhookInput } from "@surety/model/webhooks";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { requireQuota } from "../quotas/require-quota.ts";
import { requireUrl } from "./judge-webhook-url.ts";
import { createWebhookSecret, secretContext } from "./webhook-secret.ts";

/**
 * From now on, the address is told of the events. Its secret is in this answer and nowhere else; so a request that is
 * repeated, which has the id of the first one, puts its webhook in the place of that one, whose secret nobody was told.
 * @throws SuretyError `webhook_url_refused`, `quota_exceeded`
 */
export async function createWebhook(
  deps: Deps,
  who: Caller,
  input: CreateWebhookInput & { readonly id?: WebhookId | undefined },
): Promise<CreatedWebhook> {
  requireScope(who, "admin");
  await requireUrl(deps.judgeUrl, input.url);
  const { organizationId } = who;
  const id = input.id ?? WebhookId.parse(randomUUID());
  const secret = createWebhookSecret(deps.randomBytes);
  const sealedSecret = deps.secrets.seal(secretContext(organizationId, id), secret);
  const eventTypes = [...new Set(input.eventTypes)];
  const webhook = await deps.transact(async (tx) => {
    if (input.id !== undefined) await tx.webhooks.delete(organizationId, input.id);
    const created = await tx.webhooks.insert(organizationId, { ...input, id, eventTypes, sealedSecret });
    await tx.audit.record(who, "webhook.created", created.id, { after: created });
    await requireQuota(deps, tx, organizationId, { of: ["webhooks"] });
    return created;
  });
  return { ...webhook, secret };
}
