import type { Caller } from "@surety/model/callers";
import { WebhookId } from "@surety/model/ids";
import { type Page, Timestamp } from "@surety/model/pages";
import type { ListWebhooksInput, Webhook } from "@surety/model/webhooks";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";

const Key = z.object({ createdAt: Timestamp, id: WebhookId });

/** The organization's endpoints, the newest first, without their secrets. */
export async function listWebhooks(deps: Deps, who: Caller, input: ListWebhooksInput): Promise<Page<Webhook>> {
  requireScope(who, "admin");
  const rows = await deps.repositories.webhooks.list(who.organizationId, { before: readCursor(input.cursor, Key), limit: input.limit + 1 });
  return pageFrom(
    rows,
    input.limit,
    ({ createdAt, id }) => ({ createdAt, id }),
    (webhook) => webhook,
  );
}
