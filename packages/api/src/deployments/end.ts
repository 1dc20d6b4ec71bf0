import { EndDeploymentInput } from "@surety/model/deployments";
import { z } from "zod";
import { procedure, rest } from "../procedure.ts";

/** End a deployment. */
export const endDeployment = procedure
  .meta({
    openapi: {
      method: "DELETE",
      path: "/v1/environments/{environment}/deployments/{deployment}",
      operationId: "endDeployment",
      tags: ["deployments"],
      summary: "End a deployment",
      description: "Says that a version no longer runs in the environment. Its record stays.",
    },
    rest: rest({ scope: "deployments:write", success: [204], errors: ["environment_not_found", "deployment_not_found"] }),
  })
  .input(EndDeploymentInput)
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.verbs.endDeployment(ctx.caller, input));
