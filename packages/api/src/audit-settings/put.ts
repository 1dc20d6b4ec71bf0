import { AuditSettings } from "@surety/model/audit-entries";
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
    rest: rest({ scope: "admin", success: [200], errors: [] }),
  })
  .input(AuditSettings)
  .output(AuditSettings)
  .mutation(({ ctx, input }) => ctx.verbs.putAuditSettings(ctx.caller, input));
