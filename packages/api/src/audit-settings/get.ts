import { auditSettingsTag } from "@surety/domain/conditions/state-tags";
import { AuditSettings } from "@surety/model/audit-entries";
import { procedure, rest } from "../procedure.ts";

/** Get the retention of audit entries. */
export const getAuditSettings = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/audit-settings",
      operationId: "getAuditSettings",
      tags: ["audit"],
      summary: "Get the retention of audit entries",
      description: "How many days entries are kept; null: for good.",
    },
    rest: rest<AuditSettings>({ scope: "admin", success: [200], etag: auditSettingsTag, errors: [] }),
  })
  .output(AuditSettings)
  .query(({ ctx }) => ctx.verbs.getAuditSettings(ctx.caller));
