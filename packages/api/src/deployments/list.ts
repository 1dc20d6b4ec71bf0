import { DeploymentPage, ListDeploymentsInput } from "@surety/model/deployments";
import { procedure, rest } from "../procedure.ts";

/** List the deployments of an environment. */
export const listDeployments = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/environments/{environment}/deployments",
      operationId: "listDeployments",
      tags: ["deployments"],
      summary: "List the deployments of an environment",
      description: "Newest first: what runs there now, and what did.",
    },
    rest: rest({ scope: "read", success: [200], errors: ["environment_not_found"] }),
  })
  .input(ListDeploymentsInput)
  .output(DeploymentPage)
  .query(({ ctx, input }) => ctx.verbs.listDeployments(ctx.caller, input));
