import type { OrganizationId, ServiceId } from "@surety/model/ids";
import type { ServiceName } from "@surety/model/names";
import type { PutServiceInput, Service } from "@surety/model/services";

export interface ServiceRecord {
  readonly id: ServiceId;
  readonly service: Service;
  readonly versionCount: number;
}

export interface ServiceRepository {
  find(organizationId: OrganizationId, name: ServiceName): Promise<ServiceRecord | null>;
  put(organizationId: OrganizationId, input: PutServiceInput): Promise<{ created: boolean; service: Service }>;
  /** Creates it when it is missing, and holds it until the transaction ends: whoever publishes next waits. */
  lockOrCreate(organizationId: OrganizationId, name: ServiceName): Promise<ServiceRecord>;
  /** Holds it until the transaction ends; false when it is gone. */
  lock(organizationId: OrganizationId, id: ServiceId): Promise<boolean>;
  setVersionCount(organizationId: OrganizationId, id: ServiceId, versionCount: number): Promise<void>;
  delete(organizationId: OrganizationId, id: ServiceId): Promise<void>;
}
