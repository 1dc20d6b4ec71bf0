import { environmentTag } from "@surety/domain/conditions/state-tags";
import { PutEnvironmentInput, PutEnvironmentResult } from "@surety/model/environments";
import { CONDITIONS } from "../rest/conditions.ts";
import { procedure, rest } from "../procedure.ts";

/** Create or change an environment. */
export const putEnvironment = procedure
  .meta({
    openapi: {
      method: "PUT",
      path: "/v1/environments/{environment}",
      operationId: "putEnvironment",
      tags: ["environments"],
      summary: "Create or change an environment",
      description: "A field that is left out keeps its value. A changed policy gets a new version; verdicts name the one they used.",
    },
    rest: rest<PutEnvironmentResult>({
      scope: "admin",
      success: [200, 201],
      created: (output) => output.created,
      location: (output) => `/v1/environments/${output.environment.name}`,
      etag: (output) => environmentTag(output.environment),
      headers: CONDITIONS,
      errors: ["precondition_failed"],
    }),
  })
  .input(PutEnvironmentInput)
  .output(PutEnvironmentResult)
  .mutation(({ ctx, input }) => ctx.verbs.putEnvironment(ctx.caller, input));
