import type { WebhookRepository } from "@surety/domain/webhooks/webhook-repository";
import type { OrganizationId, WebhookDeliveryId } from "@surety/model/ids";
import type { WebhookDelivery } from "@surety/model/webhooks";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { storable } from "./contracts.ts";
import { webhookAttempts, webhookDeliveries as deliveries, webhookEvents, webhooks } from "../schema/webhooks.ts";

type Deliveries = Pick<
  WebhookRepository,
  "listDeliveries" | "findDelivery" | "claim" | "defer" | "cancel" | "settle" | "takeLost" | "prune"
>;

const PRUNED = 2_000;
const columns = {
  id: deliveries.id,
  webhook: deliveries.webhookId,
  event: deliveries.eventId,
  type: webhookEvents.type,
  state: deliveries.state,
  attempts: deliveries.attempts,
  nextAttemptAt: deliveries.nextAttemptAt,
  status: deliveries.status,
  latencyMs: deliveries.latencyMs,
  error: deliveries.error,
  replay: deliveries.replay,
  createdAt: deliveries.createdAt,
};
const ofItsEvent = and(eq(webhookEvents.organizationId, deliveries.organizationId), eq(webhookEvents.id, deliveries.eventId));
type DeliveryRow = Omit<WebhookDelivery, "nextAttemptAt" | "createdAt"> & { nextAttemptAt: Date | null; createdAt: Date };

function toDelivery({ nextAttemptAt, createdAt, ...row }: DeliveryRow): WebhookDelivery {
  return {
    ...row,
    nextAttemptAt: row.state === "pending" ? (nextAttemptAt?.toISOString() ?? null) : null,
    createdAt: createdAt.toISOString(),
  };
}

export function createWebhookDeliveries(connection: Connection): Deliveries {
  const identified = (organizationId: OrganizationId, id: WebhookDeliveryId) =>
    and(eq(deliveries.organizationId, organizationId), eq(deliveries.id, id));
  const atAttempt = (attempt: number) => and(eq(deliveries.state, "pending"), eq(deliveries.attempts, attempt - 1));
  return {
    async listDeliveries(organizationId, { webhookId, state, before, limit }) {
      const rows = await connection
        .select(columns)
        .from(deliveries)
        .innerJoin(webhookEvents, ofItsEvent)
        .where(
          and(
            eq(deliveries.organizationId, organizationId),
            eq(deliveries.webhookId, webhookId),
            state === undefined ? undefined : eq(deliveries.state, state),
            before === null
              ? undefined
              : sql`(${deliveries.createdAt}, ${deliveries.id}) < (${before.createdAt}::timestamptz, ${before.id}::uuid)`,
          ),
        )
        .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
        .limit(limit);
      return rows.map(toDelivery);
    },
    async findDelivery(organizationId, webhookId, id) {
      const [row] = await connection
        .select({ ...columns, payload: webhookEvents.payload })
        .from(deliveries)
        .innerJoin(webhookEvents, ofItsEvent)
        .where(and(identified(organizationId, id), eq(deliveries.webhookId, webhookId)));
      if (row === undefined) return null;
      const attempts = await connection
        .select()
        .from(webhookAttempts)
        .where(and(eq(webhookAttempts.organizationId, organizationId), eq(webhookAttempts.deliveryId, id)))
        .orderBy(desc(webhookAttempts.number));
      const { payload, ...delivery } = row;
      const log = attempts.map(({ number, at, status, latencyMs, error, response }) => ({
        number,
        at: at.toISOString(),
        status,
        latencyMs,
        error,
        response,
      }));
      return { ...toDelivery(delivery), payload, log };
    },
    async claim({ organizationId, deliveryId, attempt }) {
      const [row] = await connection
        .update(deliveries)
        .set({ claimedAt: sql`now()` })
        .from(webhooks)
        .innerJoin(webhookEvents, eq(webhookEvents.organizationId, webhooks.organizationId))
        .where(
          and(
            identified(organizationId, deliveryId),
            atAttempt(attempt),
            sql`(${deliveries.claimedAt} is null or ${deliveries.claimedAt} < now() - interval '1 minute')`,
            eq(webhooks.organizationId, organizationId),
            eq(webhooks.id, deliveries.webhookId),
            eq(webhookEvents.id, deliveries.eventId),
          ),
        )
        .returning({
          webhookId: deliveries.webhookId,
          eventId: deliveries.eventId,
          url: webhooks.url,
          disabledAt: webhooks.disabledAt,
          secret: webhooks.sealedSecret,
          previous: webhooks.previousSealedSecret,
          isPreviousValid: sql<boolean>`coalesce(${webhooks.previousSecretUntil} > now(), false)`,
          payload: webhookEvents.payload,
        });
      if (row === undefined) return null;
      const { secret, previous, isPreviousValid, disabledAt, ...others } = row;
      const sealedSecrets = previous !== null && isPreviousValid ? [secret, previous] : [secret];
      return { organizationId, deliveryId, attempt, ...others, enabled: disabledAt === null, sealedSecrets };
    },
    async defer({ organizationId, deliveryId, attempt }, byMs) {
      await connection
        .update(deliveries)
        .set({ claimedAt: null, nextAttemptAt: later(byMs) })
        .where(and(identified(organizationId, deliveryId), atAttempt(attempt)));
    },
    async cancel({ organizationId, deliveryId, attempt }) {
      await connection
        .update(deliveries)
        .set({ state: "cancelled", claimedAt: null, nextAttemptAt: null })
        .where(and(identified(organizationId, deliveryId), atAttempt(attempt)));
    },
    async settle({ organizationId, deliveryId, attempt }, { status, latencyMs, error, response }, fate) {
      const [row] = await connection
        .update(deliveries)
        .set({
          state: fate.state,
          attempts: attempt,
          claimedAt: null,
          nextAttemptAt: fate.state === "pending" ? later(fate.retryInMs) : null,
          status,
          latencyMs,
          error: error === null ? null : storable(error),
        })
        .where(and(identified(organizationId, deliveryId), atAttempt(attempt)))
        .returning({ sinceEvent: sql<number>`extract(epoch from clock_timestamp() - ${deliveries.createdAt})::float8` });
      if (row === undefined) return null;
      await connection.insert(webhookAttempts).values({
        organizationId,
        deliveryId,
        number: attempt,
        status,
        latencyMs,
        error: error === null ? null : storable(error),
        response: response === null ? null : storable(response),
      });
      return row;
    },
    async takeLost(overdueMs, claimedMs, limit) {
      const rows = await connection.execute<{ organization_id: OrganizationId; id: WebhookDeliveryId; attempts: number }>(sql`
        update webhook_deliveries set next_attempt_at = now(), claimed_at = null where (organization_id, id) in (
          select organization_id, id from webhook_deliveries
            where state = 'pending' and next_attempt_at < ${earlier(overdueMs)}
              and (claimed_at is null or claimed_at < ${earlier(claimedMs)})
            order by next_attempt_at limit ${limit} for update skip locked)
        returning organization_id, id, attempts`);
      return rows.map(({ organization_id, id, attempts }) => ({ organizationId: organization_id, deliveryId: id, attempt: attempts + 1 }));
    },
    async prune(days) {
      const rows = await connection.execute(sql`
        delete from webhook_events where (organization_id, id) in (
          select organization_id, id from webhook_events events where created_at < now() - make_interval(days => ${days})
            and not exists (select 1 from webhook_deliveries where organization_id = events.organization_id and event_id = events.id and state = 'pending')
            limit ${PRUNED})
        returning 1`);
      return rows.length;
    },
  };
}

const later = (ms: number) => sql`now() + make_interval(secs => ${ms / 1000})`;
const earlier = (ms: number) => sql`now() - make_interval(secs => ${ms / 1000})`;
