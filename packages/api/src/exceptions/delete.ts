import { GetExceptionInput } from "@surety/model/exceptions";
import { z } from "zod";
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
    rest: rest({ scope: "deployments:write", success: [204], errors: ["exception_not_found"] }),
  })
  .input(GetExceptionInput)
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.verbs.deleteException(ctx.caller, input));
