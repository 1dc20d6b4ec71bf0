import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import { WebhookDeliveryId } from "@surety/model/ids";
import { type Page, Timestamp } from "@surety/model/pages";
import type { GetWebhookDeliveryInput, ListWebhookDeliveriesInput, WebhookDelivery, WebhookDeliveryDetail } from "@surety/model/webhooks";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { getWebhook } from "./get-webhook.ts";

const Key = z.object({ createdAt: Timestamp, id: WebhookDeliveryId });

/** What was sent to an endpoint, and is to be, the newest first. @throws SuretyError `webhook_not_found` */
export async function listWebhookDeliveries(deps: Deps, who: Caller, input: ListWebhookDeliveriesInput): Promise<Page<WebhookDelivery>> {
  const { id: webhookId } = await getWebhook(deps, who, input);
  const { state, limit } = input;
  const before = readCursor(input.cursor, Key);
  const rows = await deps.repositories.webhooks.listDeliveries(who.organizationId, { webhookId, state, before, limit: limit + 1 });
  return pageFrom(
    rows,
    limit,
    ({ createdAt, id }) => ({ createdAt, id }),
    (delivery) => delivery,
  );
}

/** With its payload and its attempts. @throws SuretyError `webhook_delivery_not_found` */
export async function getWebhookDelivery(
  deps: Pick<Deps, "repositories">,
  who: Caller,
  { webhook, delivery }: GetWebhookDeliveryInput,
): Promise<WebhookDeliveryDetail> {
  requireScope(who, "admin");
  const found = await deps.repositories.webhooks.findDelivery(who.organizationId, webhook, delivery);
  if (found === null) throw new SuretyError("webhook_delivery_not_found", `There is no delivery ${delivery} to the webhook ${webhook}.`);
  return found;
}
