import type { Deployment, DeploymentMode } from "@surety/model/deployments";
import type { DeploymentId, Digest, EnvironmentId, OrganizationId, ServiceId, VersionId } from "@surety/model/ids";
import type { EnvironmentName, VersionName } from "@surety/model/names";

/** A version that runs in an environment now. */
export interface ActiveDeployment {
  readonly serviceId: ServiceId;
  readonly environmentId: EnvironmentId;
  readonly environment: EnvironmentName;
  readonly versionId: VersionId;
  readonly version: VersionName;
  readonly versionNumber: number;
  readonly rawDigest: Digest;
}

export interface DeploymentRepository {
  /** Active ones of the given services in every environment, in the order of environments, then of publishing. */
  listActive(organizationId: OrganizationId, serviceIds: readonly ServiceId[]): Promise<ActiveDeployment[]>;
  find(organizationId: OrganizationId, environmentId: EnvironmentId, id: DeploymentId): Promise<Deployment | null>;
  /** Newest first. */
  list(
    organizationId: OrganizationId,
    query: {
      environmentId: EnvironmentId;
      serviceId: ServiceId | null;
      active: boolean | undefined;
      before: { deployedAt: string; id: DeploymentId } | null;
      limit: number;
    },
  ): Promise<Deployment[]>;
  /** Makes it active, ends the others when it replaces them; `created` is false when it was active already. */
  record(
    organizationId: OrganizationId,
    deployment: { environmentId: EnvironmentId; serviceId: ServiceId; versionId: VersionId; mode: DeploymentMode },
  ): Promise<{ created: boolean; deployment: Deployment; ended: VersionName[] }>;
  /** False when it had ended before. */
  end(organizationId: OrganizationId, id: DeploymentId): Promise<boolean>;
}
