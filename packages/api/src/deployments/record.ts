import { RecordDeploymentInput, RecordedDeployment } from "@surety/model/deployments";
import { procedure, rest } from "../procedure.ts";

/** Record a deployment. */
export const recordDeployment = procedure
  .meta({
    openapi: {
      method: "POST",
      path: "/v1/environments/{environment}/deployments",
      operationId: "recordDeployment",
      tags: ["deployments"],
      summary: "Record a deployment",
      description:
        "Says that a version now runs in an environment; Surety deploys nothing itself. `replace` ends the service's other deployments there, `parallel` keeps them.",
    },
    rest: rest<RecordedDeployment>({
      scope: "deployments:write",
      success: [200, 201],
      created: (output) => output.created,
      location: (output) => `/v1/environments/${output.deployment.environment}/deployments`,
      errors: ["environment_not_found", "service_not_found", "version_not_found"],
    }),
  })
  .input(RecordDeploymentInput)
  .output(RecordedDeployment)
  .mutation(({ ctx, input }) => ctx.verbs.recordDeployment(ctx.caller, input));
