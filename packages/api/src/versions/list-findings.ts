import { FindingPage, ListFindingsInput } from "@surety/model/checks";
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
    rest: rest({ scope: "read", success: [200], errors: ["service_not_found", "version_not_found"] }),
  })
  .input(ListFindingsInput)
  .output(FindingPage)
  .query(({ ctx, input }) => ctx.verbs.listFindings(ctx.caller, input));
