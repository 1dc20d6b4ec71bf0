import type { Caller } from "@surety/model/callers";
import type { PutWebhookInput, Webhook } from "@surety/model/webhooks";
import { requireScope } from "../callers/require-scope.ts";
import { requireState } from "../conditions/require-state.ts";
import { webhookTag } from "../conditions/state-tags.ts";
import type { Deps } from "../deps.ts";
import { webhookNotFound } from "./get-webhook.ts";
import { requireUrl } from "./judge-webhook-url.ts";

/**
 * Changes what is given. Switched on again, it gets what happens from then on.
 * @throws SuretyError `webhook_not_found`, `webhook_url_refused`, `precondition_failed`
 */
export async function putWebhook(deps: Deps, who: Caller, { webhook: id, enabled, ifMatch, ...change }: PutWebhookInput): Promise<Webhook> {
  requireScope(who, "admin");
  if (change.url !== undefined) await requireUrl(deps.judgeUrl, change.url);
  return deps.transact(async (tx) => {
    const before = await tx.webhooks.lock(who.organizationId, id);
    if (before === null) throw webhookNotFound(id);
    requireState({ ifMatch }, webhookTag(before), `webhook ${id}`);
    const disabledReason = enabled === undefined || enabled === before.enabled ? undefined : enabled ? null : ("by-request" as const);
    const after = await tx.webhooks.update(who.organizationId, id, { ...change, disabledReason });
    if (after === null) throw webhookNotFound(id);
    await tx.audit.record(who, "webhook.put", id, { before, after });
    return after;
  });
}
