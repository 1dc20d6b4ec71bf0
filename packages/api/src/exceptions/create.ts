import { CreateExceptionInput, Exception } from "@surety/model/exceptions";
import { ExceptionId } from "@surety/model/ids";
import { effectId } from "../effect-id.ts";
import { procedure, rest } from "../procedure.ts";

/** Accept a change or a finding. */
export const createException = procedure
  .meta({
    openapi: {
      method: "POST",
      path: "/v1/exceptions",
      operationId: "createException",
      tags: ["exceptions"],
      summary: "Accept a change or a finding",
      description:
        "By its fingerprint, for a service, in one environment or in all. It no longer counts in verdicts until the end of its last day, and stays visible in them. Without a last day the answer is 422: nothing is accepted for good.",
    },
    rest: rest<Exception>({
      scope: "exceptions:write",
      success: [201],
      location: (output) => `/v1/exceptions/${output.id}`,
      errors: ["expiry_required", "service_not_found", "environment_not_found"],
    }),
  })
  .input(CreateExceptionInput)
  .output(Exception)
  .mutation(({ ctx, input }) =>
    ctx.verbs.createException(ctx.caller, { ...input, id: effectId(ctx.effectId?.(), "exception", input, ExceptionId) }),
  );
