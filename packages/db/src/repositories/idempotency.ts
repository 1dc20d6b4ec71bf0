import type { Claim, IdempotencyKey, IdempotencyRepository } from "@surety/domain/idempotency/idempotency-repository";
import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { idempotencyKeys } from "../schema/idempotency-keys.ts";

/** Longer than any request is worked on. */
const LOCKED = sql`now() + interval '60 seconds'`;
const KEPT = sql`now() + interval '24 hours'`;
/** A key can be released between the two statements of a claim. */
const TRIES = 3;

export function createIdempotency(connection: Connection): IdempotencyRepository {
  type OrganizationId = typeof idempotencyKeys.$inferSelect.organizationId;
  const named = (organizationId: OrganizationId, { actor, key }: IdempotencyKey) =>
    and(eq(idempotencyKeys.organizationId, organizationId), eq(idempotencyKeys.actor, actor), eq(idempotencyKeys.key, key));
  const claimed = (organizationId: OrganizationId, key: IdempotencyKey, attempt: number) =>
    and(named(organizationId, key), eq(idempotencyKeys.attempt, attempt), isNull(idempotencyKeys.answer));
  return {
    async claim(organizationId, key, request): Promise<Claim> {
      for (let turn = 0; turn < TRIES; turn += 1) {
        const { expiresAt, lockedUntil, answer, attempt, effectId } = idempotencyKeys;
        const isOver = sql`${expiresAt} < now()`;
        const [row] = await connection
          .insert(idempotencyKeys)
          .values({ organizationId, ...key, request, lockedUntil: LOCKED, expiresAt: KEPT })
          .onConflictDoUpdate({
            target: [idempotencyKeys.organizationId, idempotencyKeys.actor, idempotencyKeys.key],
            set: {
              request: sql`excluded.request`,
              attempt: sql`${attempt} + 1`,
              lockedUntil: LOCKED,
              answer: null,
              effectId: sql`case when ${isOver} then excluded.effect_id else ${effectId} end`,
              expiresAt: sql`case when ${isOver} then excluded.expires_at else ${expiresAt} end`,
            },
            setWhere: sql`${isOver} or (${answer} is null and ${lockedUntil} < now() and ${idempotencyKeys.request} = excluded.request)`,
          })
          .returning({ attempt, effectId });
        if (row !== undefined) return { type: "claimed", ...row };
        const [known] = await connection
          .select({ request: idempotencyKeys.request, answer })
          .from(idempotencyKeys)
          .where(named(organizationId, key));
        if (known === undefined) continue;
        if (!Buffer.from(known.request).equals(request)) return { type: "other-request" };
        return known.answer === null ? { type: "in-flight" } : { type: "answered", answer: known.answer };
      }
      return { type: "in-flight" };
    },
    async answer(organizationId, key, attempt, answer) {
      await connection
        .update(idempotencyKeys)
        .set({ answer })
        .where(claimed(organizationId, key, attempt));
    },
    async release(organizationId, key, attempt) {
      await connection.delete(idempotencyKeys).where(claimed(organizationId, key, attempt));
    },
    async deleteExpired(limit) {
      const expired = connection
        .select({ key: idempotencyKeys.key })
        .from(idempotencyKeys)
        .where(lt(idempotencyKeys.expiresAt, sql`now()`))
        .limit(limit);
      await connection.delete(idempotencyKeys).where(and(lt(idempotencyKeys.expiresAt, sql`now()`), inArray(idempotencyKeys.key, expired)));
    },
  };
}
