import type { AuditRepository } from "@surety/domain/audit/audit-repository";
import type { Connection } from "../connection.ts";
import { auditEvents } from "../schema/audit-events.ts";

export function createAudit(connection: Connection): AuditRepository {
  return {
    async record(who, action, subject, details = {}) {
      const actorId = who.type === "token" ? who.tokenId : who.userId;
      await connection
        .insert(auditEvents)
        .values({ organizationId: who.organizationId, actorType: who.type, actorId, action, subject, details: JSON.stringify(details) });
    },
  };
}
