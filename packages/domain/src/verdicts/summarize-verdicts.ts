import { summarizeVerdict } from "@surety/engine-gate/decide-verdict";
import type { Comparison, GateCheck } from "@surety/engine-gate/gate-input";
import { type Check, failedBy } from "@surety/model/checks";
import type { OrganizationId, ServiceId, VersionId } from "@surety/model/ids";
import type { VerdictSummary } from "@surety/model/verdicts";
import type { ActiveDeployment } from "../deployments/deployment-repository.ts";
import type { DiffPair, DiffRecord, TallyRow } from "../diffs/diff-repository.ts";
import type { Deps } from "../deps.ts";
import { variantOf } from "../diffs/ensure-diff.ts";
import type { EnvironmentRecord } from "../environments/environment-repository.ts";
import { today } from "../today.ts";
import type { VersionRecord } from "../versions/version-repository.ts";
import { acceptable, isPlain, type Scales, weighDiff, type Weights } from "./weigh-diff.ts";

const MOST_ENVIRONMENTS = 1000;

/**
 * What the gate says of each version for each environment, from what is stored: four queries, however many versions.
 * A comparison that has not been made is not made here: the answer is unknown until its check has settled.
 */
export async function summarizeVerdicts(
  deps: Pick<Deps, "repositories" | "clock">,
  organizationId: OrganizationId,
  records: readonly VersionRecord[],
): Promise<Map<VersionId, VerdictSummary[]>> {
  if (records.length === 0) return new Map();
  const { repositories } = deps;
  const serviceIds = [...new Set(records.map((record) => record.serviceId))];
  const [environments, active, checks, exceptions] = await Promise.all([
    repositories.environments.list(organizationId, { after: null, limit: MOST_ENVIRONMENTS }),
    repositories.deployments.listActive(organizationId, serviceIds),
    repositories.checks.listLatest(
      organizationId,
      records.map((record) => record.version.id),
    ),
    repositories.exceptions.listLive(organizationId, serviceIds, today(deps)),
  ]);
  const ofService = new Map<ServiceId, ActiveDeployment[]>();
  for (const deployment of active) ofService.set(deployment.serviceId, [...(ofService.get(deployment.serviceId) ?? []), deployment]);
  const pairs = records.flatMap((record) => (ofService.get(record.serviceId) ?? []).map((deployment) => pairOf(deployment, record)));
  const diffs = await repositories.diffs.listLatest(organizationId, pairs, today(deps));
  const scalesFor = ({ serviceId }: VersionRecord, { id, environment }: EnvironmentRecord): Scales => ({
    environment: environment.name,
    policy: environment.policy,
    exceptions: exceptions
      .filter((each) => each.serviceId === serviceId && (each.environmentId === null || each.environmentId === id))
      .map((each) => each.exception),
  });
  const tally = await tallyWhereNeeded(
    deps,
    organizationId,
    diffs,
    records.flatMap((record) => environments.map((each) => scalesFor(record, each))),
  );
  return new Map(
    records.map((record) => {
      const ownChecks = checks.get(record.version.id) ?? [];
      const comparing = ownChecks.some((check) => check.kind === "diff" && check.state !== "settled");
      const verdicts = environments.map((each) => {
        const scales = scalesFor(record, each);
        const { id, environment } = each;
        return summarizeVerdict({
          service: record.version.service,
          version: record.version.name,
          environment: environment.name,
          contract: record.version.rawDigest,
          policy: environment.policy,
          policyVersion: environment.policyVersion,
          checks: ownChecks.map(gateCheck),
          exceptions: scales.exceptions,
          deployed: (ofService.get(record.serviceId) ?? [])
            .filter((deployment) => deployment.environmentId === id)
            .map((deployment) => ({
              version: deployment.version,
              contract: deployment.rawDigest,
              comparison: compared(record, deployment, weighed(diffs, pairOf(deployment, record), tally, scales), comparing),
            })),
        });
      });
      return [record.version.id, verdicts];
    }),
  );
}

/** The tallies of all diffs, when some environment weighs other than the engine. */
async function tallyWhereNeeded(
  { repositories }: Pick<Deps, "repositories">,
  organizationId: OrganizationId,
  diffs: readonly DiffRecord[],
  scales: readonly Scales[],
): Promise<ReadonlyMap<string, readonly TallyRow[]>> {
  if (diffs.length === 0 || scales.every(isPlain)) return new Map();
  const ids = diffs.map((diff) => diff.id);
  const rows = await repositories.diffs.tally(organizationId, ids, [...new Set(scales.flatMap(acceptable))]);
  const tally = new Map<string, TallyRow[]>();
  for (const row of rows) {
    const known = tally.get(row.diffId);
    if (known === undefined) tally.set(row.diffId, [row]);
    else known.push(row);
  }
  return tally;
}

interface Weighed {
  readonly diff: DiffRecord;
  readonly weights: Weights;
}

function weighed(
  diffs: readonly DiffRecord[],
  { from, to }: DiffPair,
  tally: ReadonlyMap<string, readonly TallyRow[]>,
  scales: Scales,
): Weighed | null {
  const variant = variantOf(scales.policy);
  const diff = diffs.find((each) => each.from === from && each.to === to && each.variant === variant);
  return diff === undefined ? null : { diff, weights: weighDiff(diff, tally.get(diff.id) ?? [], scales) };
}

function compared(record: VersionRecord, deployment: ActiveDeployment, found: Weighed | null, comparing: boolean): Comparison {
  if (record.version.rawDigest === deployment.rawDigest) return { state: "same-document" };
  if (found === null)
    return comparing ? { state: "pending" } : { state: "unavailable", why: "it has not been made. Asking for the verdict makes it." };
  const { engine, partial, validUntil } = found.diff;
  const { counts, adjusted, accepted, acceptedBy } = found.weights;
  return { state: "compared", engine, counts, adjusted, accepted, acceptedBy, partial, validUntil, changes: [], acceptedChanges: [] };
}

export function gateCheck(check: Check): GateCheck {
  return {
    kind: check.kind,
    id: check.id,
    verdict: check.outcome?.verdict ?? null,
    summary: check.outcome?.summary ?? null,
    fingerprints: failedBy(check.outcome),
  };
}

function pairOf(deployment: ActiveDeployment, record: VersionRecord): DiffPair {
  return { from: deployment.rawDigest, to: record.version.rawDigest };
}
