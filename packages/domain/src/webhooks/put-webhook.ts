import type { Caller } from "@surety/model/callers";
import type { PutWebhookInput, Webhook } from "@surety/model/webhooks";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { webhookNotFound } from "./get-webhook.ts";
import { requireUrl } from "./judge-webhook-url.ts";

/**
 * Changes what is given. Switched on again, it gets what happens from then on.
 * @throws SuretyError `webhook_not_found`, `webhook_url_refused`
 */
export async function putWebhook(deps: Deps, who: Caller, { webhook: id, enabled, ...change }: PutWebhookInput): Promise<Webhook> {
  requireScope(who, "admin");
  if (change.url !== undefined) await requireUrl(deps.judgeUrl, change.url);
  return deps.transact(async (tx) => {
    const before = await tx.webhooks.find(who.organizationId, id);
    const disabledReason = enabled === undefined || enabled === before?.enabled ? undefined : enabled ? null : ("by-request" as const);
    const after = before === null ? null : await tx.webhooks.update(who.organizationId, id, { ...change, disabledReason });
    if (after === null) throw webhookNotFound(id);
    await tx.audit.record(who, "webhook.put", id, { before, after });
    return after;
  });
}
