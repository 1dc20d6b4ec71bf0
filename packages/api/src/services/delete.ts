import { DeleteServiceInput } from "@surety/model/services";
import { z } from "zod";
import { IF_MATCH } from "../rest/conditions.ts";
import { procedure, rest } from "../procedure.ts";

/** Delete a service. */
export const deleteService = procedure
  .meta({
    openapi: {
      method: "DELETE",
      path: "/v1/services/{service}",
      operationId: "deleteService",
      tags: ["services"],
      summary: "Delete a service",
      description: "With all of its versions. Refused while a version of it is deployed anywhere.",
    },
    rest: rest({
      scope: "admin",
      success: [204],
      headers: IF_MATCH,
      errors: ["service_not_found", "service_deployed", "precondition_failed"],
    }),
  })
  .input(DeleteServiceInput)
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.verbs.deleteService(ctx.caller, input));
