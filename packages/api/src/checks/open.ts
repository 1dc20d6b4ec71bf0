import { OpenCheckInput, OpenedCheck } from "@surety/model/checks";
import { procedure, rest } from "../procedure.ts";

/** Ask for a check. */
export const openCheck = procedure
  .meta({
    openapi: {
      method: "POST",
      path: "/v1/checks",
      operationId: "openCheck",
      tags: ["checks"],
      summary: "Ask for a check",
      description:
        "For a check that has errored, or under newer rules. An equal one that is under way or has passed under the same rules is answered instead.",
    },
    rest: rest<OpenedCheck>({
      scope: "contracts:write",
      success: [200, 202],
      created: (output) => output.created,
      location: (output) => `/v1/checks/${output.check.id}`,
      errors: ["service_not_found", "version_not_found", "overloaded"],
    }),
  })
  .input(OpenCheckInput)
  .output(OpenedCheck)
  .mutation(({ ctx, input }) => ctx.verbs.openCheck(ctx.caller, input));
