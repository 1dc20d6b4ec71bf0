import type { Store, VerbDeps } from "@surety/domain/deps";
import { secretContext } from "@surety/domain/webhooks/webhook-secret";
import { type Sent, settleDelivery } from "@surety/domain/webhooks/settle-delivery";
import { signWebhook } from "@surety/domain/webhooks/sign-webhook";
import { webhookJob } from "@surety/domain/webhooks/webhook-job";
import type { ClaimedDelivery } from "@surety/domain/webhooks/webhook-repository";
import { EgressError } from "@surety/egress/egress-error";
import type { Egress } from "@surety/egress/egress";
import type { JobPayload } from "@surety/model/jobs";
import { Places } from "./places.ts";

/** What sending needs from outside. */
export interface WebhookDeps extends Pick<VerbDeps, "storeOf" | "clock" | "secrets" | "mail"> {
  readonly egress: Pick<Egress, "request">;
  /** Who says that it sends: `Surety/1.4.0`. */
  readonly userAgent?: string;
}

const TIMEOUT_MS = 15_000;
/** Of an answer: what is longer is cut off, and the attempt counts as failed. */
const MAX_BYTES = 64 * 1024;
const KEPT_CHARACTERS = 1_000;
/** Attempts at the same time of one organization in this process: its slow receivers leave room for the others'. */
const MOST_AT_ONCE = 8;
/** For a place to become free, as it does at once where receivers are quick: putting off costs more than most deliveries. */
const PATIENCE_MS = 50;
const PUT_OFF_MS = 1_000;

/**
 * Makes one attempt of a delivery and writes it down. Delivered twice, or when it is settled, it sends nothing; a worker that
 * dies in between leads to the same attempt again, with the same `webhook-id`.
 */
export function createWebhookSender(deps: WebhookDeps): (payload: JobPayload<"webhook.deliver">) => Promise<void> {
  const places = new Places(MOST_AT_ONCE);
  return async ({ organizationId, deliveryId, attempt }) => {
    const due = { organizationId, deliveryId, attempt };
    const store = deps.storeOf(organizationId);
    const { webhooks } = store.repositories;
    const delivery = await webhooks.claim(due);
    if (delivery === null) return;
    if (!delivery.enabled) return webhooks.cancel(due);
    if (!(await places.take(organizationId, AbortSignal.timeout(PATIENCE_MS)))) return putOff({ ...deps, ...store }, delivery);
    try {
      await settleDelivery({ ...deps, ...store }, delivery, await send(deps, delivery));
    } finally {
      places.give(organizationId);
    }
  };
}

async function putOff(deps: WebhookDeps & Store, due: ClaimedDelivery): Promise<void> {
  await deps.transact(async (tx) => {
    await tx.webhooks.defer(due, PUT_OFF_MS);
    await tx.outbox.add(due.organizationId, [webhookJob(due, PUT_OFF_MS, `_${deps.clock().getTime().toString(36)}`)]);
  });
}

async function send(deps: WebhookDeps, delivery: ClaimedDelivery): Promise<Sent> {
  const { organizationId, webhookId, eventId, payload, url } = delivery;
  const secrets = delivery.sealedSecrets.flatMap((sealed) => deps.secrets.open(secretContext(organizationId, webhookId), sealed) ?? []);
  if (secrets.length < delivery.sealedSecrets.length)
    return failed(0, "The secret cannot be opened: SURETY_SECRET is another than when it was made. Make a new secret for this webhook.");
  const began = performance.now();
  try {
    const { status, statusText, headers, body } = await deps.egress.request({
      organization: organizationId,
      url,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": deps.userAgent ?? "Surety",
        ...signWebhook(secrets, { id: eventId, at: deps.clock(), payload }),
      },
      body: payload,
      maxRedirects: 0,
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT_MS,
    });
    return {
      status,
      latencyMs: since(began),
      error: status >= 200 && status < 300 ? null : refusal(status, statusText),
      response: body.length === 0 ? null : new TextDecoder().decode(body.subarray(0, 4 * KEPT_CHARACTERS)).slice(0, KEPT_CHARACTERS),
      retryAfterMs: retryAfter(headers["retry-after"]),
    };
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    return failed(since(began), error.message);
  }
}

function refusal(status: number, statusText: string): string {
  if (status >= 300 && status < 400)
    return `It answered ${status} ${statusText}: redirects are not followed. Give the address that it leads to.`;
  return `It answered ${status} ${statusText}; any status of 200 to 299 says that it was received.`;
}

function failed(latencyMs: number, error: string): Sent {
  return { status: null, latencyMs, error, response: null, retryAfterMs: null };
}

function since(began: number): number {
  return Math.round(performance.now() - began);
}

/** Seconds only: clocks of receivers are wrong more often than their counts. */
function retryAfter(value: string | readonly string[] | undefined): number | null {
  const seconds = typeof value === "string" && /^\d{1,6}$/.test(value) ? Number(value) : null;
  return seconds === null ? null : seconds * 1_000;
}
