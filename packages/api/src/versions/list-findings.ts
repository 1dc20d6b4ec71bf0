import { FindingPage, ListFindingsInput, type VersionFinding } from "@surety/model/checks";
import type { ReportFinding } from "@surety/report/report";
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
      description:
        "In document order, each with its line and column and the lines around it. Empty until the lint check has settled. Those of the service's first version are its baseline: they are not new. A finding is `open`, or `accepted` by exceptions, or `ignored` by an `x-surety-ignore` in the document; ignored ones are listed where `state` asks for them, and count from the day after their last one. In SARIF, accepted and ignored ones are suppressed results; in JUnit they are skipped.",
    },
    rest: rest<FindingPage>({
      scope: "read",
      success: [200],
      errors: ["service_not_found", "version_not_found"],
      report: ({ items, settled, nextCursor }, { service, version }) =>
        reportOfFindings({
          subject: { name: `${String(service)} ${String(version)}`, file: null, base: null },
          findings: items.map(suppress),
          settled,
          notes: leftOutNotes(nextCursor),
        }),
    }),
  })
  .input(ListFindingsInput)
  .output(FindingPage)
  .query(({ ctx, input }) => ctx.verbs.listFindings(ctx.caller, input));

function suppress({ state, ignore, exceptions, ...finding }: VersionFinding): ReportFinding {
  if (state === "open") return finding;
  if (ignore !== null) return { ...finding, suppressions: [{ by: "document", reason: ignore.reason }] };
  return {
    ...finding,
    suppressions: exceptions.map(({ reason, author, expires, environment }) => ({
      by: "exception",
      reason: `${reason} (${author}, until ${expires}${environment === null ? "" : `, in ${environment}`})`,
    })),
  };
}
