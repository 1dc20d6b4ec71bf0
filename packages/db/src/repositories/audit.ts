import type { AuditRepository, SystemActor } from "@surety/domain/audit/audit-repository";
import { auditState } from "./audit-state.ts";
import { AuditEntry } from "@surety/model/audit-entries";
import type { Caller } from "@surety/model/callers";
import { and, desc, eq, gte, like, lt, type SQL, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { storable } from "./contracts.ts";
import { auditEvents, auditSettings } from "../schema/audit-events.ts";
import { user } from "../schema/auth.ts";

const LONGEST_USER_AGENT = 300;
const State = AuditEntry.shape.after;

export function createAudit(connection: Connection): AuditRepository {
  return {
    async record(who, action, resource, { before = null, after = null } = {}) {
      const { origin } = who;
      await connection.insert(auditEvents).values({
        organizationId: who.organizationId,
        ...actorOf(who),
        action,
        resource,
        address: origin?.address ?? null,
        userAgent: origin?.userAgent?.slice(0, LONGEST_USER_AGENT) ?? null,
        requestId: origin?.requestId ?? null,
        before: auditState(before),
        after: auditState(after),
      });
    },
    async list(organizationId, { actor, action, resource, since, until, before, limit }) {
      const rows = await connection
        .select()
        .from(auditEvents)
        .where(
          and(
            eq(auditEvents.organizationId, organizationId),
            actor === undefined ? undefined : eq(auditEvents.actorId, storable(actor)),
            action === undefined
              ? undefined
              : action.includes(".")
                ? eq(auditEvents.action, action)
                : like(auditEvents.action, `${action}.%`),
            resource === undefined ? undefined : about(storable(resource)),
            since === undefined ? undefined : gte(auditEvents.createdAt, new Date(since)),
            until === undefined ? undefined : lt(auditEvents.createdAt, new Date(until)),
            before === null
              ? undefined
              : sql`(${auditEvents.createdAt}, ${auditEvents.id}) < (${before.createdAt}::timestamptz, ${before.id}::uuid)`,
          ),
        )
        .orderBy(desc(auditEvents.createdAt), desc(auditEvents.id))
        .limit(limit);
      return rows.map(toEntry);
    },
    async findRetention(organizationId) {
      const [row] = await connection.select().from(auditSettings).where(eq(auditSettings.organizationId, organizationId));
      return row?.retentionDays ?? null;
    },
    async lockRetention(organizationId) {
      await connection.insert(auditSettings).values({ organizationId }).onConflictDoNothing();
      const [row] = await connection.select().from(auditSettings).where(eq(auditSettings.organizationId, organizationId)).for("update");
      return row?.retentionDays ?? null;
    },
    async setRetention(organizationId, retentionDays) {
      await connection
        .insert(auditSettings)
        .values({ organizationId, retentionDays })
        .onConflictDoUpdate({ target: auditSettings.organizationId, set: { retentionDays } });
    },
    async prune() {
      const rows = await connection.execute(sql`select surety_prune_audit_events() as pruned`);
      return Number(rows[0]?.["pruned"] ?? 0);
    },
  };
}

/** A member's name is read where the entry is written: it costs no statement of its own. */
function actorOf(who: Caller | SystemActor) {
  if (who.type === "system") return { actorType: who.type, actorId: "surety", actorName: who.name };
  if (who.type === "token") return { actorType: who.type, actorId: who.tokenId, actorName: who.name };
  return {
    actorType: who.type,
    actorId: who.userId,
    actorName: sql<string>`(select ${user.name} from ${user} where ${user.id} = ${who.userId})`,
  };
}

function about(resource: string): SQL | undefined {
  const [whole = ""] = resource.split("@", 1);
  const ofWhole = eq(sql`split_part(${auditEvents.resource}, '@', 1)`, whole);
  return resource.includes("@") ? and(ofWhole, eq(auditEvents.resource, resource)) : ofWhole;
}

function toEntry({ organizationId: _, actorType, actorId, actorName, before, after, createdAt, ...row }: typeof auditEvents.$inferSelect) {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    actor: { type: actorType, id: actorId, name: actorName ?? actorId },
    before: stateOf(before),
    after: stateOf(after),
  };
}

/** Entries of the first release have `{}` where nothing was to be said. */
function stateOf(text: string | null): AuditEntry["after"] {
  return text === null || text === "{}" ? null : State.parse(JSON.parse(text));
}
