import { CheckPage, ListChecksInput } from "@surety/model/checks";
import { procedure, rest } from "../procedure.ts";

/** List checks. */
export const listChecks = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/checks",
      operationId: "listChecks",
      tags: ["checks"],
      summary: "List checks",
      description: "Newest first, of the organization, of one service or of one version.",
    },
    rest: rest({ scope: "read", success: [200], errors: [] }),
  })
  .input(ListChecksInput)
  .output(CheckPage)
  .query(({ ctx, input }) => ctx.verbs.listChecks(ctx.caller, input));
