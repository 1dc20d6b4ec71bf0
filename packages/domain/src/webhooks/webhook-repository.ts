import type { OrganizationId, WebhookDeliveryId, WebhookEventId, WebhookId } from "@surety/model/ids";
import type { Json } from "@surety/model/json";
import type {
  DeliveryState,
  SentEventType,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookEventType,
} from "@surety/model/webhooks";

export interface NewWebhook {
  readonly id: WebhookId;
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly WebhookEventType[];
  readonly sealedSecret: Uint8Array;
}

export interface WebhookChange {
  readonly url?: string | undefined;
  readonly description?: string | undefined;
  readonly eventTypes?: readonly WebhookEventType[] | undefined;
  /** Null: switched on. */
  readonly disabledReason?: Webhook["disabledReason"] | undefined;
}

export interface NewEvent {
  readonly type: SentEventType;
  /** What happens once is one event, however often it is told. */
  readonly key: string;
  readonly data: Readonly<Record<string, Json>>;
}

/** A delivery, or the next attempt of one, that somebody has to make. */
export interface DueDelivery {
  readonly organizationId: OrganizationId;
  readonly deliveryId: WebhookDeliveryId;
  /** From 1. */
  readonly attempt: number;
}

export interface ClaimedDelivery extends DueDelivery {
  readonly webhookId: WebhookId;
  readonly eventId: WebhookEventId;
  readonly url: string;
  readonly enabled: boolean;
  /** The current one first. */
  readonly sealedSecrets: readonly Uint8Array[];
  readonly payload: string;
}

/** An attempt that has just been written down, for those who measure. */
export interface SettledDelivery {
  /** Seconds from its event to now, by the database's clock. */
  readonly sinceEvent: number;
}

export interface AttemptResult {
  readonly status: number | null;
  readonly latencyMs: number;
  readonly error: string | null;
  readonly response: string | null;
}

/** What becomes of a delivery after an attempt. */
export type DeliveryFate = { readonly state: "succeeded" | "failed" } | { readonly state: "pending"; readonly retryInMs: number };

export interface WebhookRepository {
  find(organizationId: OrganizationId, id: WebhookId): Promise<Webhook | null>;
  /** Finds it, and holds it until the transaction ends. */
  lock(organizationId: OrganizationId, id: WebhookId): Promise<Webhook | null>;
  /** Newest first. */
  list(organizationId: OrganizationId, query: { before: { createdAt: string; id: WebhookId } | null; limit: number }): Promise<Webhook[]>;
  insert(organizationId: OrganizationId, webhook: NewWebhook): Promise<Webhook>;
  update(organizationId: OrganizationId, id: WebhookId, change: WebhookChange): Promise<Webhook | null>;
  delete(organizationId: OrganizationId, id: WebhookId): Promise<boolean>;
  /** The secret of now, and until when the one before is good; held until the transaction ends. */
  lockSecret(
    organizationId: OrganizationId,
    id: WebhookId,
  ): Promise<{ readonly sealedSecret: Uint8Array; readonly previousSecretUntil: string | null } | null>;
  /** The secret of now becomes the one before. Null when there is no such webhook. */
  rotate(organizationId: OrganizationId, id: WebhookId, sealedSecret: Uint8Array, previousValidMs: number): Promise<string | null>;
  /** Writes an event down for every endpoint that asks for it; nothing when there is none. */
  emit(organizationId: OrganizationId, event: NewEvent): Promise<DueDelivery[]>;
  /** An event for one endpoint alone, by a delivery of this id. */
  emitTo(organizationId: OrganizationId, webhookId: WebhookId, event: NewEvent & { readonly id: WebhookDeliveryId }): Promise<DueDelivery>;
  /** Sends an event again that this endpoint was sent before, by a delivery of this id; null when it was not. */
  replay(
    organizationId: OrganizationId,
    webhookId: WebhookId,
    again: { readonly event: WebhookEventId; readonly id: WebhookDeliveryId },
  ): Promise<DueDelivery | null>;
  listDeliveries(
    organizationId: OrganizationId,
    query: {
      webhookId: WebhookId;
      state: DeliveryState | undefined;
      before: { createdAt: string; id: WebhookDeliveryId } | null;
      limit: number;
    },
  ): Promise<WebhookDelivery[]>;
  findDelivery(organizationId: OrganizationId, webhookId: WebhookId, id: WebhookDeliveryId): Promise<WebhookDeliveryDetail | null>;
  /** Null when it is done, given up, at another attempt, or somebody else is at it. */
  claim(due: DueDelivery): Promise<ClaimedDelivery | null>;
  /** Gives a claimed attempt back, not to be made before so long. */
  defer(due: DueDelivery, byMs: number): Promise<void>;
  /** Ends a delivery whose endpoint is switched off. */
  cancel(due: DueDelivery): Promise<void>;
  /** Null when the attempt has been settled before. */
  settle(delivery: ClaimedDelivery, result: AttemptResult, fate: DeliveryFate): Promise<SettledDelivery | null>;
  /** Notes whether something reached the endpoint; since when nothing has, or null. */
  note(organizationId: OrganizationId, id: WebhookId, reached: boolean): Promise<Date | null>;
  /** Of all organizations: attempts that should have been made a while ago. They count as enqueued from now on. */
  takeLost(overdueMs: number, claimedMs: number, limit: number): Promise<DueDelivery[]>;
  /** Of all organizations: deletes some of what is older than so many days. How many were deleted. */
  prune(days: number): Promise<number>;
}
