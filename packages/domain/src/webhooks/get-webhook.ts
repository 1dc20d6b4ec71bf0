import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { WebhookId } from "@surety/model/ids";
import type { GetWebhookInput, Webhook } from "@surety/model/webhooks";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";

/** @throws SuretyError `webhook_not_found` */
export async function getWebhook(deps: Pick<Deps, "repositories">, who: Caller, input: GetWebhookInput): Promise<Webhook> {
  requireScope(who, "admin");
  const webhook = await deps.repositories.webhooks.find(who.organizationId, input.webhook);
  if (webhook === null) throw webhookNotFound(input.webhook);
  return webhook;
}

export function webhookNotFound(id: WebhookId): SuretyError {
  return new SuretyError("webhook_not_found", `There is no webhook ${id} in this organization.`);
}
