import type { Change, ChangeCounts } from "@surety/model/changes";
import type { CheckKind, CheckOutcome } from "@surety/model/checks";
import type { Policy } from "@surety/model/environments";
import type { CheckId, Digest } from "@surety/model/ids";
import type { EnvironmentName, ServiceName, VersionName } from "@surety/model/names";

/** What is known of how a version's contract differs from a deployed one. */
export type Comparison =
  | { readonly state: "same-document" }
  | {
      readonly state: "compared";
      readonly engine: string;
      readonly counts: ChangeCounts;
      /** Why it is incomplete; null when it is complete. */
      readonly partial: string | null;
      /** The first breaking and risky ones, to show; `counts` is what decides. */
      readonly changes: readonly Change[];
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
}
