import { ListServicesInput, ServicePage } from "@surety/model/services";
import { kept } from "../kept-answer.ts";
import { procedure, rest } from "../procedure.ts";

/** List services. */
export const listServices = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/services",
      operationId: "listServices",
      tags: ["services"],
      summary: "List services",
      description:
        "Each with its latest version and what the gate says of that version for every environment. In the order of their names; `search` keeps those whose name or title contains it.",
    },
    rest: rest({ scope: "read", success: [200], errors: [] }),
  })
  .input(ListServicesInput)
  .output(kept(ServicePage))
  .query(({ ctx, input }) => ctx.verbs.listServices(ctx.caller, input));
