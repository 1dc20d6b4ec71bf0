import type { Change, ChangeCounts } from "@surety/model/changes";
import type { CheckKind, CheckOutcome } from "@surety/model/checks";
import type { Exception } from "@surety/model/exceptions";
import type { Policy } from "@surety/model/environments";
import type { CheckId, Digest } from "@surety/model/ids";
import type { EnvironmentName, ServiceName, VersionName } from "@surety/model/names";

/** What is known of how a version's contract differs from a deployed one. */
export type Comparison =
  | { readonly state: "same-document" }
  | {
      readonly state: "compared";
      readonly engine: string;
      /** As the policy weighs them, without what is accepted. */
      readonly counts: ChangeCounts;
      /** How many of them have a level that the policy has set. */
      readonly adjusted: number;
      /** How many breaking and risky ones are accepted, and the fingerprints by which they are. */
      readonly accepted: number;
      readonly acceptedBy: readonly string[];
      /** The first day on which the engine may answer otherwise; null when it never will. */
      readonly validUntil: string | null;
      /** Why it is incomplete; null when it is complete. */
      readonly partial: string | null;
      /** The first breaking and risky ones, to show; `counts` is what decides. */
      readonly changes: readonly Change[];
      /** The first accepted ones, to show. */
      readonly acceptedChanges: readonly Change[];
    }
  | { readonly state: "pending" }
  | { readonly state: "unavailable"; readonly why: string };

/** A version of the service that is active in the environment. */
export interface GateDeployment {
  readonly version: VersionName;
  readonly contract: Digest;
  readonly comparison: Comparison;
}

/** The latest check of its kind. `verdict` is null until it is settled. */
export interface GateCheck {
  readonly kind: CheckKind;
  readonly id: CheckId;
  readonly verdict: CheckOutcome["verdict"] | null;
  readonly summary: string | null;
  /** What has failed it; at the limit of 100 there may be more. */
  readonly fingerprints: readonly string[];
}

/** Everything that a verdict follows from, except the moment at which it is given. */
export interface GateInput {
  readonly service: ServiceName;
  readonly version: VersionName;
  readonly environment: EnvironmentName;
  /** Raw digest of the version's contract; null when it has none. */
  readonly contract: Digest | null;
  readonly policy: Policy;
  readonly policyVersion: number;
  readonly deployed: readonly GateDeployment[];
  readonly checks: readonly GateCheck[];
  /** Those of the service that count in the environment today. */
  readonly exceptions: readonly Exception[];
}
