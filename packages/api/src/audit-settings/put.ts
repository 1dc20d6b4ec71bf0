import { auditSettingsTag } from "@surety/domain/conditions/state-tags";
import { AuditSettings, PutAuditSettingsInput } from "@surety/model/audit-entries";
import { IF_MATCH } from "../rest/conditions.ts";
import { procedure, rest } from "../procedure.ts";

/** Choose the retention of audit entries. */
export const putAuditSettings = procedure
  .meta({
    openapi: {
      method: "PUT",
      path: "/v1/audit-settings",
      operationId: "putAuditSettings",
      tags: ["audit"],
      summary: "Choose the retention of audit entries",
      description: "Entries that are older are deleted within an hour, for good; none goes before 30 days. The choice is an entry itself.",
    },
    rest: rest<AuditSettings>({
      scope: "admin",
      success: [200],
      etag: auditSettingsTag,
      headers: IF_MATCH,
      errors: ["precondition_failed"],
    }),
  })
  .input(PutAuditSettingsInput)
  .output(AuditSettings)
  .mutation(({ ctx, input }) => ctx.verbs.putAuditSettings(ctx.caller, input));
