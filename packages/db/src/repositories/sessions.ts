import type { SessionRepository } from "@surety/domain/sessions/session-repository";
import { SessionId } from "@surety/model/ids";
import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { session } from "../schema/auth.ts";

const lastUsedAt = sql<Date>`date_trunc('milliseconds', ${session.updatedAt})`.mapWith(session.updatedAt);

export function createSessions(connection: Connection): SessionRepository {
  return {
    async list(userId, { before, limit }) {
      const isEarlier =
        before === null ? undefined : sql`(${lastUsedAt}, ${session.id}) < (${before.lastUsedAt}::timestamptz, ${before.id})`;
      const { id, userAgent, ipAddress: address, createdAt, expiresAt } = session;
      const rows = await connection
        .select({ id, userAgent, address, createdAt, lastUsedAt, expiresAt })
        .from(session)
        .where(and(eq(session.userId, userId), gt(session.expiresAt, sql`now()`), isEarlier))
        .orderBy(desc(lastUsedAt), desc(session.id))
        .limit(limit);
      return rows.map((row) => ({
        id: SessionId.parse(row.id),
        userAgent: row.userAgent || null,
        address: row.address || null,
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: row.lastUsedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
      }));
    },
    async delete(userId, id) {
      const rows = await connection
        .delete(session)
        .where(and(eq(session.userId, userId), eq(session.id, id)))
        .returning({ id: session.id });
      return rows.length > 0;
    },
  };
}
