import type { Digest, OrganizationId, ServiceId } from "@surety/model/ids";
import type { RulesetName, ServiceName } from "@surety/model/names";
import type { InheritedReference, RulesetListItem, RulesetReference, RulesetVersion } from "@surety/model/rulesets";

export interface RulesetRecord {
  readonly id: string;
  readonly version: RulesetVersion;
  readonly source: string;
}

export interface NewRulesetVersion {
  readonly source: string;
  readonly digest: Digest;
  readonly extends: readonly InheritedReference[];
  readonly ruleCount: number;
  readonly author: string;
}

export interface RulesetRepository {
  /** The latest version, or the one of that number. */
  find(organizationId: OrganizationId, name: RulesetName, version?: number): Promise<RulesetRecord | null>;
  /** The latest versions of those that exist. */
  findMany(organizationId: OrganizationId, names: readonly RulesetName[]): Promise<RulesetRecord[]>;
  /** By name. */
  list(organizationId: OrganizationId, query: { after: RulesetName | null; limit: number }): Promise<RulesetListItem[]>;
  /** Newest first. */
  listVersions(
    organizationId: OrganizationId,
    name: RulesetName,
    query: { before: number | null; limit: number },
  ): Promise<RulesetVersion[]>;
  /** Creates it when it is missing, and holds it until the transaction ends. Its number is 0 before its first version. */
  lockOrCreate(organizationId: OrganizationId, name: RulesetName): Promise<{ id: string; number: number }>;
  /** Holds those that exist until the transaction ends, so that none of them goes; false when one is missing. */
  keep(organizationId: OrganizationId, names: readonly RulesetName[]): Promise<boolean>;
  /** As {@link keep}, against all who keep it; false when it is missing. */
  lock(organizationId: OrganizationId, name: RulesetName): Promise<boolean>;
  insertVersion(organizationId: OrganizationId, id: string, number: number, version: NewRulesetVersion): Promise<void>;
  /** Who would miss it: services that have chosen it, rulesets whose latest version extends it, at most 20 of each. */
  findUsers(
    organizationId: OrganizationId,
    name: RulesetName,
  ): Promise<{ services: ServiceName[]; rulesets: RulesetName[]; isDefault: boolean }>;
  delete(organizationId: OrganizationId, name: RulesetName): Promise<void>;
  /** Null when none was ever chosen. */
  findDefault(organizationId: OrganizationId): Promise<RulesetReference | null>;
  /** The same, held until the end of the transaction. */
  lockDefault(organizationId: OrganizationId): Promise<RulesetReference | null>;
  setDefault(organizationId: OrganizationId, reference: RulesetReference): Promise<void>;
  /** What a service has chosen, else what its organization has. */
  findChosen(organizationId: OrganizationId, serviceId: ServiceId): Promise<RulesetReference | null>;
}
