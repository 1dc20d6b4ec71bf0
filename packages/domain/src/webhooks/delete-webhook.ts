import type { Caller } from "@surety/model/callers";
import type { GetWebhookInput } from "@surety/model/webhooks";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { webhookNotFound } from "./get-webhook.ts";

/** Nothing is sent to it any more; its delivery log goes with it. @throws SuretyError `webhook_not_found` */
export async function deleteWebhook(deps: Deps, who: Caller, input: GetWebhookInput): Promise<void> {
  requireScope(who, "admin");
  await deps.transact(async (tx) => {
    const before = await tx.webhooks.find(who.organizationId, input.webhook);
    if (before === null || !(await tx.webhooks.delete(who.organizationId, input.webhook))) throw webhookNotFound(input.webhook);
    await tx.audit.record(who, "webhook.deleted", input.webhook, { before });
  });
}
