import type { Environment, Policy } from "@surety/model/environments";
import type { EnvironmentId, OrganizationId } from "@surety/model/ids";
import type { EnvironmentName } from "@surety/model/names";

export interface EnvironmentRecord {
  readonly id: EnvironmentId;
  readonly environment: Environment;
}

export interface EnvironmentRepository {
  find(organizationId: OrganizationId, name: EnvironmentName): Promise<EnvironmentRecord | null>;
  /** In the order of their positions, then names. */
  list(
    organizationId: OrganizationId,
    query: { after: { position: number; name: EnvironmentName } | null; limit: number },
  ): Promise<EnvironmentRecord[]>;
  /** Holds it until the end of the transaction; false when there is none. */
  lock(organizationId: OrganizationId, name: EnvironmentName): Promise<boolean>;
  /** Creates it, at the end when no position is given; or changes what is given. A changed policy is a new policy version. */
  put(
    organizationId: OrganizationId,
    input: { name: EnvironmentName; position: number | undefined; policy: Policy | undefined },
  ): Promise<{ created: boolean; environment: Environment }>;
}
