import type { DueDelivery, NewEvent, WebhookRepository } from "@surety/domain/webhooks/webhook-repository";
import type { OrganizationId, WebhookDeliveryId, WebhookId } from "@surety/model/ids";
import type { Webhook } from "@surety/model/webhooks";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { webhooks } from "../schema/webhooks.ts";
import { createWebhookDeliveries } from "./webhook-deliveries.ts";

const columns = {
  id: webhooks.id,
  url: webhooks.url,
  description: webhooks.description,
  eventTypes: webhooks.eventTypes,
  disabledReason: webhooks.disabledReason,
  disabledAt: webhooks.disabledAt,
  failingSince: webhooks.failingSince,
  previousSecretUntil: webhooks.previousSecretUntil,
  createdAt: webhooks.createdAt,
};
type WebhookRow = Pick<typeof webhooks.$inferSelect, keyof typeof columns>;

function toWebhook({ disabledAt, failingSince, previousSecretUntil, createdAt, ...row }: WebhookRow): Webhook {
  const isPast = previousSecretUntil !== null && previousSecretUntil.getTime() <= Date.now();
  return {
    ...row,
    enabled: disabledAt === null,
    disabledAt: disabledAt?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
    previousSecretUntil: isPast ? null : (previousSecretUntil?.toISOString() ?? null),
    createdAt: createdAt.toISOString(),
  };
}

export function createWebhooks(connection: Connection): WebhookRepository {
  const identified = (organizationId: OrganizationId, id: WebhookId) =>
    and(eq(webhooks.organizationId, organizationId), eq(webhooks.id, id));
  return {
    ...createWebhookDeliveries(connection),
    async find(organizationId, id) {
      const [row] = await connection.select(columns).from(webhooks).where(identified(organizationId, id));
      return row === undefined ? null : toWebhook(row);
    },
    async lock(organizationId, id) {
      const [row] = await connection.select(columns).from(webhooks).where(identified(organizationId, id)).for("no key update");
      return row === undefined ? null : toWebhook(row);
    },
    async list(organizationId, { before, limit }) {
      const rows = await connection
        .select(columns)
        .from(webhooks)
        .where(
          and(
            eq(webhooks.organizationId, organizationId),
            before === null
              ? undefined
              : sql`(${webhooks.createdAt}, ${webhooks.id}) < (${before.createdAt}::timestamptz, ${before.id}::uuid)`,
          ),
        )
        .orderBy(desc(webhooks.createdAt), desc(webhooks.id))
        .limit(limit);
      return rows.map(toWebhook);
    },
    async insert(organizationId, { eventTypes, ...webhook }) {
      const [row] = await connection
        .insert(webhooks)
        .values({ organizationId, ...webhook, eventTypes: [...eventTypes] })
        .returning(columns);
      if (row === undefined) throw new Error("an insert returned no row");
      return toWebhook(row);
    },
    async update(organizationId, id, { url, description, eventTypes, disabledReason }) {
      const [row] = await connection
        .update(webhooks)
        .set({
          id,
          ...(url === undefined ? {} : { url }),
          ...(description === undefined ? {} : { description }),
          ...(eventTypes === undefined ? {} : { eventTypes: [...eventTypes] }),
          ...(disabledReason === undefined
            ? {}
            : disabledReason === null
              ? { disabledReason, disabledAt: null, failingSince: null }
              : { disabledReason, disabledAt: sql`now()` }),
        })
        .where(identified(organizationId, id))
        .returning(columns);
      return row === undefined ? null : toWebhook(row);
    },
    async delete(organizationId, id) {
      const rows = await connection.delete(webhooks).where(identified(organizationId, id)).returning({ id: webhooks.id });
      return rows.length > 0;
    },
    async lockSecret(organizationId, id) {
      const { sealedSecret, previousSecretUntil } = webhooks;
      const [row] = await connection
        .select({ sealedSecret, previousSecretUntil })
        .from(webhooks)
        .where(identified(organizationId, id))
        .for("no key update");
      return row === undefined ? null : { ...row, previousSecretUntil: row.previousSecretUntil?.toISOString() ?? null };
    },
    async rotate(organizationId, id, sealedSecret, previousValidMs) {
      const [row] = await connection
        .update(webhooks)
        .set({
          sealedSecret,
          previousSealedSecret: sql`${webhooks.sealedSecret}`,
          previousSecretUntil: sql`now() + make_interval(secs => ${previousValidMs / 1000})`,
        })
        .where(identified(organizationId, id))
        .returning({ until: webhooks.previousSecretUntil });
      return row?.until?.toISOString() ?? null;
    },
    async emit(organizationId, { type, key, data }) {
      const rows = await connection.execute<{ id: WebhookDeliveryId }>(sql`
        with targets as (
          select id from webhooks where organization_id = ${organizationId} and disabled_at is null and ${type} = any(event_types)
        ), event as (
          insert into webhook_events (organization_id, key, type, payload)
          select ${organizationId}, ${key}, ${type}, ${payloadOf(type, data)} where exists (select 1 from targets)
          on conflict (organization_id, key) do nothing returning id
        )
        insert into webhook_deliveries (organization_id, webhook_id, event_id)
        select ${organizationId}, targets.id, event.id from targets, event returning id`);
      return rows.map(({ id }) => ({ organizationId, deliveryId: id, attempt: 1 }));
    },
    async emitTo(organizationId, webhookId, { id, type, key, data }) {
      const [row] = await connection.execute<{ id: WebhookDeliveryId }>(sql`
        with event as (
          insert into webhook_events (organization_id, key, type, payload)
          values (${organizationId}, ${key}, ${type}, ${payloadOf(type, data)}) returning id
        )
        insert into webhook_deliveries (organization_id, id, webhook_id, event_id, replay)
        select ${organizationId}, ${id}::uuid, ${webhookId}::uuid, event.id, true from event returning id`);
      if (row === undefined) throw new Error("an insert returned no row");
      return { organizationId, deliveryId: row.id, attempt: 1 };
    },
    async replay(organizationId, webhookId, { event, id }): Promise<DueDelivery | null> {
      const [row] = await connection.execute<{ id: WebhookDeliveryId }>(sql`
        insert into webhook_deliveries (organization_id, id, webhook_id, event_id, replay)
        select organization_id, ${id}::uuid, webhook_id, event_id, true from webhook_deliveries
          where organization_id = ${organizationId} and webhook_id = ${webhookId}::uuid and event_id = ${event}::uuid limit 1
        returning id`);
      return row === undefined ? null : { organizationId, deliveryId: row.id, attempt: 1 };
    },
    async note(organizationId, id, reached) {
      const since = reached ? null : sql`coalesce(${webhooks.failingSince}, now())`;
      const [row] = await connection
        .update(webhooks)
        .set({ failingSince: since })
        .where(and(identified(organizationId, id), reached ? sql`${webhooks.failingSince} is not null` : undefined))
        .returning({ failingSince: webhooks.failingSince });
      return row?.failingSince ?? null;
    },
  };
}

function payloadOf(type: string, data: NewEvent["data"]): string {
  return JSON.stringify({ type, timestamp: new Date().toISOString(), data });
}
