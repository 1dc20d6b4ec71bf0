import { Diff, GetDiffInput } from "@surety/model/diffs";
import { procedure, rest } from "../procedure.ts";

/** Compare two contracts. */
export const getDiff = procedure
  .meta({
    openapi: { method: "GET", path: "/v1/diffs", operationId: "getDiff", tags: ["diffs"], summary: "Compare two contracts" },
    rest: rest({ scope: "read", success: [200], immutable: true, errors: ["contract_not_found", "document_too_complex", "overloaded"] }),
  })
  .input(GetDiffInput)
  .output(Diff)
  .query(({ ctx, input }) => ctx.verbs.getDiff(ctx.caller, input));
