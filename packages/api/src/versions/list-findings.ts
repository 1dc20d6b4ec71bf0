import { FindingPage, ListFindingsInput } from "@surety/model/checks";
import { reportOfFindings } from "@surety/report/report-of-findings";
import { leftOutNotes } from "../left-out-notes.ts";
import { procedure, rest } from "../procedure.ts";

/** List the lint findings of a version. */
export const listFindings = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/services/{service}/versions/{version}/findings",
      operationId: "listFindings",
      tags: ["versions"],
      summary: "List the lint findings of a version",
      description: "Most severe first, each with its line and column and the lines around it. Empty until the lint check has settled.",
    },
    rest: rest<FindingPage>({
      scope: "read",
      success: [200],
      errors: ["service_not_found", "version_not_found"],
      report: ({ items, settled, nextCursor }, { service, version }) =>
        reportOfFindings({
          subject: { name: `${String(service)} ${String(version)}`, file: null, base: null },
          findings: items,
          settled,
          notes: leftOutNotes(nextCursor),
        }),
    }),
  })
  .input(ListFindingsInput)
  .output(FindingPage)
  .query(({ ctx, input }) => ctx.verbs.listFindings(ctx.caller, input));
