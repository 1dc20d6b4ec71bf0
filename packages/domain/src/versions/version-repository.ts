import type { Digest, OrganizationId, ServiceId } from "@surety/model/ids";
import type { BranchName, ServiceName, VersionName } from "@surety/model/names";
import type { Version } from "@surety/model/versions";

export interface VersionRecord {
  readonly version: Version;
  readonly serviceId: ServiceId;
  /** Counts from 1 in its service, without gaps, in the order of publishing. */
  readonly number: number;
}
export interface NewVersion {
  readonly serviceId: ServiceId;
  readonly number: number;
  readonly name: VersionName;
  readonly branch: BranchName | null;
  readonly rawDigest: Digest;
}

export interface VersionRepository {
  find(organizationId: OrganizationId, service: ServiceName, version: VersionName): Promise<VersionRecord | null>;
  findByNumber(organizationId: OrganizationId, serviceId: ServiceId, number: number): Promise<VersionRecord | null>;
  /** Newest first; at most `limit` whose number is below `before`. */
  list(
    organizationId: OrganizationId,
    serviceId: ServiceId,
    query: { branch?: BranchName | undefined; before: number | null; limit: number },
  ): Promise<VersionRecord[]>;
  /** Those published after `number`, newest first, at most `limit`. */
  listAfter(organizationId: OrganizationId, serviceId: ServiceId, number: number, limit: number): Promise<VersionRecord[]>;
  insert(organizationId: OrganizationId, version: NewVersion): Promise<void>;
}
