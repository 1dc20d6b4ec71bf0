import { DeleteExceptionInput } from "@surety/model/exceptions";
import { z } from "zod";
import { IF_MATCH } from "../rest/conditions.ts";
import { procedure, rest } from "../procedure.ts";

/** End an exception. */
export const deleteException = procedure
  .meta({
    openapi: {
      method: "DELETE",
      path: "/v1/exceptions/{exception}",
      operationId: "deleteException",
      tags: ["exceptions"],
      summary: "End an exception",
      description: "What it accepted counts again at once.",
    },
    rest: rest({ scope: "exceptions:write", success: [204], headers: IF_MATCH, errors: ["exception_not_found", "precondition_failed"] }),
  })
  .input(DeleteExceptionInput)
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.verbs.deleteException(ctx.caller, input));
