import { serviceTag } from "@surety/domain/conditions/state-tags";
import { PutServiceInput, PutServiceResult } from "@surety/model/services";
import { CONDITIONS } from "../rest/conditions.ts";
import { procedure, rest } from "../procedure.ts";

/** Create or describe a service. */
export const putService = procedure
  .meta({
    openapi: {
      method: "PUT",
      path: "/v1/services/{service}",
      operationId: "putService",
      tags: ["services"],
      summary: "Create or describe a service",
      description:
        "Publishing a version creates its service too; this is for a title and a description. A field that is left out keeps its value, null clears it. Another `ruleset` counts from the next lint check on: the next publish, or POST /v1/checks.",
    },
    rest: rest<PutServiceResult>({
      scope: "contracts:write",
      success: [200, 201],
      created: (output) => output.created,
      location: (output) => `/v1/services/${output.service.name}`,
      etag: (output) => serviceTag(output.service),
      headers: CONDITIONS,
      errors: ["ruleset_not_found", "precondition_failed", "quota_exceeded"],
    }),
  })
  .input(PutServiceInput)
  .output(PutServiceResult)
  .mutation(({ ctx, input }) => ctx.verbs.putService(ctx.caller, input));
