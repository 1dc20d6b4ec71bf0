import { serviceTag } from "@surety/domain/conditions/state-tags";
import { GetServiceInput, ServiceListItem } from "@surety/model/services";
import { kept } from "../kept-answer.ts";
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
    rest: rest<ServiceListItem>({ scope: "read", success: [200], etag: serviceTag, errors: ["service_not_found"] }),
  })
  .input(GetServiceInput)
  .output(kept(ServiceListItem))
  .query(({ ctx, input }) => ctx.verbs.getService(ctx.caller, input));
