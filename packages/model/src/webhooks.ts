import { z } from "zod";
import { changeCondition } from "./conditions.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";
import { WebhookDeliveryId, WebhookEventId, WebhookId } from "./ids.ts";

/** What an endpoint can ask for. */
export const WEBHOOK_EVENT_TYPES = [
  "version.published",
  "check.completed",
  "verdict.changed",
  "deployment.recorded",
  "deployment.ended",
  "exception.created",
  "exception.deleted",
  "webhook.disabled",
] as const;
export const WebhookEventType = z.enum(WEBHOOK_EVENT_TYPES);
export type WebhookEventType = z.infer<typeof WebhookEventType>;
/** What is sent, asked for or not: `webhook.test` goes to the endpoint that is tested, and nowhere else. */
export type SentEventType = WebhookEventType | "webhook.test";

/** How often an event is sent to an endpoint at most, the first time included. */
export const MAX_ATTEMPTS = 8;
/** An endpoint is switched off when nothing has reached it for so long. */
export const FAILING_DAYS = 5;

const Url = z
  .string()
  .trim()
  .min(1)
  .max(2048)
  .describe("where events are sent: http or https, a public address or one that the administrator of the server has listed");
const Description = z.string().trim().max(200).describe("for people: who receives this");
const EventTypes = z.array(WebhookEventType).min(1).max(WEBHOOK_EVENT_TYPES.length).describe("the events that are sent to it");

/** An address that is told of events. */
export const Webhook = z.object({
  id: WebhookId,
  url: Url,
  description: Description,
  eventTypes: EventTypes,
  enabled: z.boolean().describe("false: nothing is sent to it"),
  disabledReason: z
    .enum(["by-request", "gone", "failing"])
    .nullable()
    .describe("why it is switched off: somebody asked for it, it answered 410 Gone, or nothing has reached it for five days"),
  disabledAt: Timestamp.nullable(),
  failingSince: Timestamp.nullable().describe("since when no event has reached it; null when the last one did"),
  previousSecretUntil: Timestamp.nullable().describe("until when what is sent is signed with the secret before as well"),
  createdAt: Timestamp,
});
export type Webhook = z.infer<typeof Webhook>;
export const WebhookPage = pageOf(Webhook);

const Secret = z.string().describe("what signatures are made with; shown this once: `whsec_` and 32 random bytes in base64");
export const CreatedWebhook = Webhook.extend({ secret: Secret });
export type CreatedWebhook = z.infer<typeof CreatedWebhook>;

export const CreateWebhookInput = z.strictObject({ url: Url, description: Description.default(""), eventTypes: EventTypes });
export type CreateWebhookInput = z.infer<typeof CreateWebhookInput>;
export const PutWebhookInput = z.strictObject({
  webhook: WebhookId,
  url: Url.optional(),
  description: Description.optional(),
  eventTypes: EventTypes.optional(),
  enabled: z.boolean().optional().describe("switches it off or on; what happened meanwhile is not sent later"),
  ...changeCondition,
});
export type PutWebhookInput = z.infer<typeof PutWebhookInput>;
export const GetWebhookInput = z.strictObject({ webhook: WebhookId });
export type GetWebhookInput = z.infer<typeof GetWebhookInput>;
export const ListWebhooksInput = PageInput;
export type ListWebhooksInput = PageInput;

export const RotateWebhookSecretInput = z.strictObject({
  webhook: WebhookId,
  previousValidHours: z.int().min(0).max(168).default(24).describe("how long what is sent is signed with both secrets"),
});
export type RotateWebhookSecretInput = z.infer<typeof RotateWebhookSecretInput>;
export const RotatedWebhookSecret = z.object({ secret: Secret, previousSecretUntil: Timestamp });
export type RotatedWebhookSecret = z.infer<typeof RotatedWebhookSecret>;

/** `pending`: another attempt comes. `cancelled`: the endpoint was switched off before it came. */
export const DeliveryState = z.enum(["pending", "succeeded", "failed", "cancelled"]);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** One event on its way to one endpoint. */
export const WebhookDelivery = z.object({
  id: WebhookDeliveryId,
  webhook: WebhookId,
  event: WebhookEventId.describe("`webhook-id` of what is sent: the same in every attempt and every replay"),
  type: z.string().describe("the type of the event"),
  state: DeliveryState,
  attempts: z.int().min(0).describe("how often it was sent"),
  nextAttemptAt: Timestamp.nullable(),
  status: z.int().nullable().describe("the HTTP status of the last answer; null when there was none"),
  latencyMs: z.int().nullable().describe("how long the last attempt took"),
  error: z.string().nullable().describe("why the last attempt failed"),
  replay: z.boolean().describe("whether somebody asked for it"),
  createdAt: Timestamp,
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;
export const WebhookDeliveryPage = pageOf(WebhookDelivery);

/** One time that it was sent. */
export const WebhookAttempt = z.object({
  number: z.int(),
  at: Timestamp,
  status: z.int().nullable(),
  latencyMs: z.int(),
  error: z.string().nullable(),
  response: z.string().nullable().describe("the beginning of the answer's body"),
});
export type WebhookAttempt = z.infer<typeof WebhookAttempt>;
export const WebhookDeliveryDetail = WebhookDelivery.extend({
  payload: z.string().describe("what is sent: the text that is signed, byte by byte"),
  log: z.array(WebhookAttempt).describe("the attempts, the latest first"),
});
export type WebhookDeliveryDetail = z.infer<typeof WebhookDeliveryDetail>;

export const ListWebhookDeliveriesInput = PageInput.extend({
  webhook: WebhookId,
  state: DeliveryState.optional().describe("only those in this state"),
});
export type ListWebhookDeliveriesInput = z.infer<typeof ListWebhookDeliveriesInput>;
export const GetWebhookDeliveryInput = z.strictObject({ webhook: WebhookId, delivery: WebhookDeliveryId });
export type GetWebhookDeliveryInput = z.infer<typeof GetWebhookDeliveryInput>;
export const CreateWebhookDeliveryInput = z.strictObject({
  webhook: WebhookId,
  event: WebhookEventId.optional().describe("an event that was sent to it before, to be sent again; without it a `webhook.test` is sent"),
});
export type CreateWebhookDeliveryInput = z.infer<typeof CreateWebhookDeliveryInput>;
