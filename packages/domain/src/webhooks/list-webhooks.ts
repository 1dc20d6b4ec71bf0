import type { Caller } from "@surety/model/callers";
import { WebhookId } from "@surety/model/ids";
import { type Page, Timestamp } from "@surety/model/pages";
import type { ListWebhooksInput, Webhook } from "@surety/model/webhooks";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { newestFirst } from "../pages/newest-first.ts";

const Key = z.object({ createdAt: Timestamp, id: WebhookId });

/** The organization's endpoints, the newest first, without their secrets. */
export async function listWebhooks(deps: Deps, who: Caller, input: ListWebhooksInput): Promise<Page<Webhook>> {
  requireScope(who, "admin");
  return newestFirst(input, Key, (query) => deps.repositories.webhooks.list(who.organizationId, query));
}
