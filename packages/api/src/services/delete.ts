import { GetServiceInput } from "@surety/model/services";
import { z } from "zod";
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
    rest: rest({ scope: "admin", success: [204], errors: ["service_not_found", "service_deployed"] }),
  })
  .input(GetServiceInput)
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.verbs.deleteService(ctx.caller, input));
