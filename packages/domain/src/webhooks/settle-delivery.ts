import { FAILING_DAYS, MAX_ATTEMPTS } from "@surety/model/webhooks";
import type { Deps } from "../deps.ts";
import { promiseMail } from "../mails/promise-mail.ts";
import type { Repositories } from "../repositories.ts";
import { emitEvent } from "./emit-event.ts";
import { webhookJob } from "./webhook-job.ts";
import type { AttemptResult, ClaimedDelivery, DeliveryFate } from "./webhook-repository.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;
/** What is waited for after each attempt but the last: a little more than a day together. */
const WAITS_MS = [5 * SECOND_MS, 300 * SECOND_MS, 0.5 * HOUR_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 10 * HOUR_MS];
const LONGEST_RETRY_AFTER_MS = 10 * HOUR_MS;
/** People who are told by mail that an endpoint was switched off. */
const MOST_TOLD = 20;

type SettleDeps = Pick<Deps, "transact" | "clock" | "secrets" | "mail">;

/** What an attempt came to: `retryAfterMs` is what the receiver asked for. */
export interface Sent extends AttemptResult {
  readonly retryAfterMs: number | null;
}

/**
 * Writes an attempt down, and promises the next one after a failure. Says nothing when the attempt was settled before.
 * 1. 410 Gone switches the endpoint off at once.
 * 2. A delivery that is given up does so too, when nothing has reached the endpoint for five days.
 */
export async function settleDelivery(deps: SettleDeps, delivery: ClaimedDelivery, sent: Sent): Promise<void> {
  const { organizationId, webhookId, attempt } = delivery;
  const fate = fateOf(sent, attempt);
  await deps.transact(async (tx) => {
    if ((await tx.webhooks.settle(delivery, sent, fate)) === null) return;
    const failingSince = await tx.webhooks.note(organizationId, webhookId, fate.state === "succeeded");
    if (fate.state === "pending") await tx.outbox.add(organizationId, [webhookJob({ ...delivery, attempt: attempt + 1 }, fate.retryInMs)]);
    if (sent.status === 410) await disable(deps, tx, delivery, "gone");
    else if (fate.state === "failed" && failingSince !== null && deps.clock().getTime() - failingSince.getTime() > FAILING_DAYS * DAY_MS)
      await disable(deps, tx, delivery, "failing");
  });
}

function fateOf({ status, retryAfterMs }: Sent, attempt: number): DeliveryFate {
  if (status !== null && status >= 200 && status < 300) return { state: "succeeded" };
  const wait = WAITS_MS[attempt - 1];
  if (status === 410 || attempt >= MAX_ATTEMPTS || wait === undefined) return { state: "failed" };
  // Those that failed together do not come back together.
  const spread = wait * (0.9 + 0.2 * Math.random());
  return { state: "pending", retryInMs: Math.round(Math.max(spread, Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS))) };
}

/** Switches an endpoint off, and tells those who look after it. */
async function disable(
  deps: SettleDeps,
  tx: Repositories,
  { organizationId, webhookId }: ClaimedDelivery,
  reason: "gone" | "failing",
): Promise<void> {
  const before = await tx.webhooks.find(organizationId, webhookId);
  if (before === null || !before.enabled) return;
  const after = await tx.webhooks.update(organizationId, webhookId, { disabledReason: reason });
  await tx.audit.record({ type: "system", organizationId, name: "webhooks" }, "webhook.disabled", webhookId, { before, after });
  await emitEvent(tx, organizationId, {
    type: "webhook.disabled",
    key: `webhook.disabled ${webhookId} ${after?.disabledAt ?? ""}`,
    data: { webhook: webhookId, url: before.url, reason },
  });
  if (deps.mail === undefined) return;
  const organization = await tx.organizations.find(organizationId);
  for (const to of await tx.members.listAdminEmails(organizationId, MOST_TOLD))
    await promiseMail(deps, tx, organizationId, (origin) => ({
      kind: "webhook-disabled",
      to,
      organization: organization?.name ?? "",
      url: before.url,
      reason,
      link: `${origin}/settings/webhooks/${webhookId}`,
    }));
}
