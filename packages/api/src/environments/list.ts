import { EnvironmentPage, ListEnvironmentsInput } from "@surety/model/environments";
import { procedure, rest } from "../procedure.ts";

/** List environments in their order. */
export const listEnvironments = procedure
  .meta({
    openapi: { method: "GET", path: "/v1/environments", operationId: "listEnvironments", tags: ["environments"], summary: "List environments in their order" },
    rest: rest({ scope: "read", success: [200], errors: [] }),
  })
  .input(ListEnvironmentsInput)
  .output(EnvironmentPage)
  .query(({ ctx, input }) => ctx.verbs.listEnvironments(ctx.caller, input));
