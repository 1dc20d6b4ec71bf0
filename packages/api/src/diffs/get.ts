import { Diff, GetDiffInput } from "@surety/model/diffs";
import { reportOfDiff } from "@surety/report/report-of-diff";
import { leftOutNotes } from "../left-out-notes.ts";
import { procedure, rest } from "../procedure.ts";

/** As much of a digest as tells documents apart for people. */
const SHORT = 12;

/** Compare two contracts. */
export const getDiff = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/diffs",
      operationId: "getDiff",
      tags: ["diffs"],
      summary: "Compare two contracts",
      description:
        "Every change from one document to the other, breaking ones first, each breaking one with a witness: a request or response that one side accepts and the other refuses.",
    },
    rest: rest<Diff>({
      scope: "read",
      success: [200],
      errors: ["contract_not_found", "document_too_complex", "overloaded"],
      report: ({ from, to, items, counts, partial, nextCursor }) =>
        reportOfDiff({
          subject: { name: to.slice(0, SHORT), file: null, base: from.slice(0, SHORT) },
          changes: items,
          counts,
          partial,
          notes: leftOutNotes(nextCursor),
        }),
    }),
  })
  .input(GetDiffInput)
  .output(Diff)
  .query(({ ctx, input }) => ctx.verbs.getDiff(ctx.caller, input));
