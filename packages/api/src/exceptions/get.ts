import { exceptionTag } from "@surety/domain/conditions/state-tags";
import { Exception, GetExceptionInput } from "@surety/model/exceptions";
import { procedure, rest } from "../procedure.ts";

/** Get an exception. */
export const getException = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/exceptions/{exception}",
      operationId: "getException",
      tags: ["exceptions"],
      summary: "Get an exception",
      description: "Who answers for what, until when.",
    },
    rest: rest<Exception>({ scope: "read", success: [200], etag: exceptionTag, errors: ["exception_not_found"] }),
  })
  .input(GetExceptionInput)
  .output(Exception)
  .query(({ ctx, input }) => ctx.verbs.getException(ctx.caller, input));
