import type { GateCheck } from "@surety/engine-gate/gate-input";
import type { Exception } from "@surety/model/exceptions";
import type { Policy } from "@surety/model/environments";
import type { Digest, EnvironmentId, OrganizationId, VersionId } from "@surety/model/ids";
import type { Answer, DecideInput, Verdict } from "@surety/model/verdicts";
import type { VersionName } from "@surety/model/names";
import type { DiffRecord } from "../diffs/diff-repository.ts";
import type { Facts } from "../facts.ts";

/** What a verdict is decided on, read at one moment. The parts that do not exist are null. */
export interface VerdictFacts {
  readonly version: { readonly id: VersionId; readonly rawDigest: Digest } | null;
  readonly environment: { readonly id: EnvironmentId; readonly policy: Policy; readonly policyVersion: number } | null;
  readonly deployed: readonly { readonly version: VersionName; readonly rawDigest: Digest; readonly diffs: readonly DiffRecord[] }[];
  readonly checks: readonly GateCheck[];
  /** Of the service, that count in the environment today. */
  readonly exceptions: readonly Exception[];
}

export interface VerdictRepository {
  /** Null when there is no such service. */
  load(organizationId: OrganizationId, input: DecideInput, today: string): Promise<Facts<VerdictFacts> | null>;
  find(organizationId: OrganizationId, inputsDigest: Digest): Promise<Verdict | null>;
  /** What the last verdict for a version and an environment said; null when there is none. */
  latestAnswer(organizationId: OrganizationId, of: { versionId: VersionId; environmentId: EnvironmentId }): Promise<Answer | null>;
  /** Keeps what is there: equal inputs have an equal verdict. */
  insert(
    organizationId: OrganizationId,
    of: { versionId: VersionId; environmentId: EnvironmentId },
    inputs: string,
    verdict: Verdict,
  ): Promise<Verdict>;
}
