import { environmentTag } from "@surety/domain/conditions/state-tags";
import { Environment, GetEnvironmentInput } from "@surety/model/environments";
import { procedure, rest } from "../procedure.ts";

/** Get an environment. */
export const getEnvironment = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/environments/{environment}",
      operationId: "getEnvironment",
      tags: ["environments"],
      summary: "Get an environment",
      description: "With its policy, which says what a version needs to enter it.",
    },
    rest: rest<Environment>({ scope: "read", success: [200], etag: environmentTag, errors: ["environment_not_found"] }),
  })
  .input(GetEnvironmentInput)
  .output(Environment)
  .query(({ ctx, input }) => ctx.verbs.getEnvironment(ctx.caller, input));
