import { Diff, GetDiffInput } from "@surety/model/diffs";
import { procedure, rest } from "../procedure.ts";

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
    rest: rest({ scope: "read", success: [200], errors: ["contract_not_found", "document_too_complex", "overloaded"] }),
  })
  .input(GetDiffInput)
  .output(Diff)
  .query(({ ctx, input }) => ctx.verbs.getDiff(ctx.caller, input));
