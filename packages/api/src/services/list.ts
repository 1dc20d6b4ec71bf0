import { ListServicesInput, ServicePage } from "@surety/model/services";
import { procedure, rest } from "../procedure.ts";

/** List services with their latest version and verdicts. */
export const listServices = procedure
  .meta({
    openapi: { method: "GET", path: "/v1/services", operationId: "listServices", tags: ["services"], summary: "List services with their latest version and verdicts" },
    rest: rest({ scope: "read", success: [200], errors: [] }),
  })
  .input(ListServicesInput)
  .output(ServicePage)
  .query(({ ctx, input }) => ctx.verbs.listServices(ctx.caller, input));
