import type { AuditSettings } from "@surety/model/audit-entries";
import type { Caller } from "@surety/model/callers";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";

/** How long the organization's entries are kept. */
export async function getAuditSettings(deps: Deps, who: Caller): Promise<AuditSettings> {
  requireScope(who, "admin");
  return { retentionDays: await deps.repositories.audit.findRetention(who.organizationId) };
}

/** Entries that are older go soon after, for good. */
export async function putAuditSettings(deps: Deps, who: Caller, { retentionDays }: AuditSettings): Promise<AuditSettings> {
  requireScope(who, "admin");
  return deps.transact(async (tx) => {
    const before = await tx.audit.findRetention(who.organizationId);
    await tx.audit.setRetention(who.organizationId, retentionDays);
    await tx.audit.record(who, "audit-settings.put", "audit-settings", {
      before: { retentionDays: before },
      after: { retentionDays },
    });
    return { retentionDays };
  });
}
