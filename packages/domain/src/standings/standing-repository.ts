import type { Check } from "@surety/model/checks";
import type { SourceProblem } from "@surety/model/contracts";
import type { OrganizationId } from "@surety/model/ids";
import type { ServiceName, VersionName } from "@surety/model/names";
import type { ActiveDeployment } from "../deployments/deployment-repository.ts";
import type { DiffRecord } from "../diffs/diff-repository.ts";
import type { EnvironmentRecord } from "../environments/environment-repository.ts";
import type { LiveException } from "../exceptions/exception-repository.ts";
import type { Facts } from "../facts.ts";
import type { ServiceRecord } from "../services/service-repository.ts";
import type { VersionRecord } from "../versions/version-repository.ts";

/** A service with one of its versions, and all that says where that version may go. */
export interface Standing {
  readonly service: ServiceRecord;
  /** Null when there is none. */
  readonly version: VersionRecord | null;
  /** The latest of each kind. */
  readonly checks: readonly Check[];
  /** What runs anywhere, in the order of environments, then of publishing. */
  readonly deployed: readonly Deployed[];
  /** Those of the service that count today, in any environment. */
  readonly exceptions: readonly LiveException[];
}

export interface Deployed extends ActiveDeployment {
  /** The latest from it to the version, for each variant, among those that hold today. */
  readonly diffs: readonly DiffRecord[];
}

/** Read at one moment. */
export interface Standings {
  /** All of the organization, in their order. */
  readonly environments: readonly EnvironmentRecord[];
  readonly services: readonly Standing[];
}

export interface StandingOfVersion extends Standings {
  readonly previous: VersionName | null;
  readonly problems: readonly SourceProblem[];
}

/** Each method is one statement, however many services there are. */
export interface StandingRepository {
  /** With its latest version. No services when there is none of the name. */
  ofService(organizationId: OrganizationId, service: ServiceName, today: string): Promise<Facts<Standings>>;
  ofVersion(
    organizationId: OrganizationId,
    of: { service: ServiceName; version: VersionName },
    today: string,
  ): Promise<Facts<StandingOfVersion>>;
  /** With their latest versions, by name; at most `limit` whose names follow `after`. */
  list(
    organizationId: OrganizationId,
    query: { search?: string | undefined; after: ServiceName | null; limit: number },
    today: string,
  ): Promise<Facts<Standings>>;
}
