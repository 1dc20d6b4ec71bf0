import { FailedCheckPage, ListFailedChecksInput } from "@surety/model/operations";
import { procedure, rest } from "../procedure.ts";

/** List failed checks. */
export const listFailedChecks = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/operations/failed-checks",
      operationId: "listFailedChecks",
      tags: ["operations"],
      summary: "List checks that could not be run",
      description:
        "Checks of the organization that have errored and were not opened again, the latest failure first. POST /v1/checks opens one again.",
    },
    rest: rest({ scope: "admin", success: [200], errors: [] }),
  })
  .input(ListFailedChecksInput)
  .output(FailedCheckPage)
  .query(({ ctx, input }) => ctx.verbs.listFailedChecks(ctx.caller, input));
