import type { WebhookDeliveryId, WebhookEventId, WebhookId } from "@surety/model/ids";
import type { DeliveryState, Webhook, WebhookEventType } from "@surety/model/webhooks";
import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytea, moment, organizationId, parentOrganizationId } from "./columns.ts";

/** Addresses that are told of events. The secrets are sealed: only the server and the worker can open them. */
export const webhooks = pgTable(
  "webhooks",
  {
    organizationId: organizationId(),
    id: uuid("id").$type<WebhookId>().notNull(),
    url: text("url").notNull(),
    description: text("description").notNull(),
    eventTypes: text("event_types").array().$type<WebhookEventType[]>().notNull(),
    sealedSecret: bytea("sealed_secret").notNull(),
    previousSealedSecret: bytea("previous_sealed_secret"),
    previousSecretUntil: moment("previous_secret_until"),
    disabledReason: text("disabled_reason").$type<NonNullable<Webhook["disabledReason"]>>(),
    disabledAt: moment("disabled_at"),
    failingSince: moment("failing_since"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index("webhooks_created").on(table.organizationId, table.createdAt, table.id),
  ],
);

/** What has happened, once for each `key`; `payload` is the text that is sent and signed. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    organizationId: organizationId(),
    id: uuid("id").$type<WebhookEventId>().notNull().defaultRandom(),
    key: text("key").notNull(),
    type: text("type").notNull(),
    payload: text("payload").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique("webhook_events_key").on(table.organizationId, table.key),
    index("webhook_events_created").on(table.createdAt),
  ],
);

/** An event on its way to an endpoint. `attempts` counts those that are settled; `claimedAt` is when the next one was begun. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    organizationId: parentOrganizationId(),
    id: uuid("id").$type<WebhookDeliveryId>().notNull().defaultRandom(),
    webhookId: uuid("webhook_id").$type<WebhookId>().notNull(),
    eventId: uuid("event_id").$type<WebhookEventId>().notNull(),
    state: text("state").$type<DeliveryState>().notNull().default("pending"),
    replay: boolean("replay").notNull().default(false),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: moment("next_attempt_at").defaultNow(),
    claimedAt: moment("claimed_at"),
    status: integer("status"),
    latencyMs: integer("latency_ms"),
    error: text("error"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index("webhook_deliveries_created").on(table.organizationId, table.webhookId, table.createdAt, table.id),
    index("webhook_deliveries_state").on(table.organizationId, table.webhookId, table.state, table.createdAt, table.id),
    index("webhook_deliveries_event").on(table.organizationId, table.eventId),
    index("webhook_deliveries_due").on(table.nextAttemptAt).where(sql`${table.state} = 'pending'`),
    foreignKey({ columns: [table.organizationId, table.webhookId], foreignColumns: [webhooks.organizationId, webhooks.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [table.organizationId, table.eventId],
      foreignColumns: [webhookEvents.organizationId, webhookEvents.id],
    }).onDelete("cascade"),
  ],
);

/** The times that it was sent. */
export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    organizationId: parentOrganizationId(),
    deliveryId: uuid("delivery_id").$type<WebhookDeliveryId>().notNull(),
    number: integer("number").notNull(),
    status: integer("status"),
    latencyMs: integer("latency_ms").notNull(),
    error: text("error"),
    response: text("response"),
    at: moment("at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.deliveryId, table.number] }),
    foreignKey({
      columns: [table.organizationId, table.deliveryId],
      foreignColumns: [webhookDeliveries.organizationId, webhookDeliveries.id],
    }).onDelete("cascade"),
  ],
);
