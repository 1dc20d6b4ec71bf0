import { AuditEntryPage, ListAuditEntriesInput } from "@surety/model/audit-entries";
import { procedure, rest } from "../procedure.ts";

/** List audit entries. */
export const listAuditEntries = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/audit-entries",
      operationId: "listAuditEntries",
      tags: ["audit"],
      summary: "List audit entries",
      description:
        "Newest first: who has changed what, from where, and how it was before. An entry is written with the change itself, and never changes.",
    },
    rest: rest({ scope: "admin", success: [200], errors: [] }),
  })
  .input(ListAuditEntriesInput)
  .output(AuditEntryPage)
  .query(({ ctx, input }) => ctx.verbs.listAuditEntries(ctx.caller, input));
