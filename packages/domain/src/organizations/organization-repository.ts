import type { OrganizationId } from "@surety/model/ids";

export interface OrganizationRecord {
  readonly id: OrganizationId;
  readonly name: string;
  readonly slug: string;
}

export interface OrganizationRepository {
  find(organizationId: OrganizationId): Promise<OrganizationRecord | null>;
}
