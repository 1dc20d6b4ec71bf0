import type { AuditSettings, PutAuditSettingsInput } from "@surety/model/audit-entries";
import type { Caller } from "@surety/model/callers";
import { requireScope } from "../callers/require-scope.ts";
import { requireState } from "../conditions/require-state.ts";
import { auditSettingsTag } from "../conditions/state-tags.ts";
import type { Deps } from "../deps.ts";

/** How long the organization's entries are kept. */
export async function getAuditSettings(deps: Deps, who: Caller): Promise<AuditSettings> {
  requireScope(who, "admin");
  return { retentionDays: await deps.repositories.audit.findRetention(who.organizationId) };
}

/**
 * Entries that are older go soon after, for good.
 * @throws SuretyError `precondition_failed`
 */
export async function putAuditSettings(deps: Deps, who: Caller, { retentionDays, ifMatch }: PutAuditSettingsInput): Promise<AuditSettings> {
  requireScope(who, "admin");
  return deps.transact(async (tx) => {
    const before = await tx.audit.lockRetention(who.organizationId);
    requireState({ ifMatch }, auditSettingsTag({ retentionDays: before }), "audit settings");
    await tx.audit.setRetention(who.organizationId, retentionDays);
    await tx.audit.record(who, "audit-settings.put", "audit-settings", {
      before: { retentionDays: before },
      after: { retentionDays },
    });
    return { retentionDays };
  });
}
