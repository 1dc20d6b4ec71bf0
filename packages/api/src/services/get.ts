import { GetServiceInput, ServiceListItem } from "@surety/model/services";
import { procedure, rest } from "../procedure.ts";

/** Get a service. */
export const getService = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/services/{service}",
      operationId: "getService",
      tags: ["services"],
      summary: "Get a service",
      description: "With its latest version and what the gate says of that version for every environment.",
    },
    rest: rest({ scope: "read", success: [200], errors: ["service_not_found"] }),
  })
  .input(GetServiceInput)
  .output(ServiceListItem)
  .query(({ ctx, input }) => ctx.verbs.getService(ctx.caller, input));
