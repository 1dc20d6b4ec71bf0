import { EnvironmentPage, ListEnvironmentsInput } from "@surety/model/environments";
import { procedure, rest } from "../procedure.ts";

/** List environments. */
export const listEnvironments = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/environments",
      operationId: "listEnvironments",
      tags: ["environments"],
      summary: "List environments",
      description: "In their order on the way to production, each with its policy.",
    },
    rest: rest({ scope: "read", success: [200], errors: [] }),
  })
  .input(ListEnvironmentsInput)
  .output(EnvironmentPage)
  .query(({ ctx, input }) => ctx.verbs.listEnvironments(ctx.caller, input));
