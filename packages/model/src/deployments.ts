import { z } from "zod";
import { DeploymentId } from "./ids.ts";
import { EnvironmentName, ServiceName, VersionName } from "./names.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";

/** `replace` ends the service's other deployments there; `parallel` keeps them (several mobile releases, a canary). */
export const DeploymentMode = z.enum(["replace", "parallel"]);
export type DeploymentMode = z.infer<typeof DeploymentMode>;

/** A version recorded as running in an environment. */
export const Deployment = z.object({
  id: DeploymentId,
  environment: EnvironmentName,
  service: ServiceName,
  version: VersionName,
  active: z.boolean(),
  deployedAt: Timestamp,
  endedAt: Timestamp.nullable(),
});
export type Deployment = z.infer<typeof Deployment>;

export const RecordDeploymentInput = z.strictObject({
  environment: EnvironmentName,
  service: ServiceName,
  version: VersionName,
  mode: DeploymentMode.default("replace"),
});
export type RecordDeploymentInput = z.infer<typeof RecordDeploymentInput>;
/** `created` is false when this version was already recorded as active there. */
export const RecordedDeployment = z.object({ created: z.boolean(), deployment: Deployment });
export type RecordedDeployment = z.infer<typeof RecordedDeployment>;

export const ListDeploymentsInput = PageInput.extend({
  environment: EnvironmentName,
  service: ServiceName.optional(),
  active: z.boolean().optional().describe("only active (true) or only ended (false) ones"),
});
export type ListDeploymentsInput = z.infer<typeof ListDeploymentsInput>;
export const DeploymentPage = pageOf(Deployment);
export const EndDeploymentInput = z.strictObject({ environment: EnvironmentName, deployment: DeploymentId });
export type EndDeploymentInput = z.infer<typeof EndDeploymentInput>;
