import { summarizeVerdict } from "@surety/engine-gate/decide-verdict";
import type { Comparison, GateCheck } from "@surety/engine-gate/gate-input";
import { type Check, failedBy } from "@surety/model/checks";
import type { OrganizationId, VersionId } from "@surety/model/ids";
import type { VerdictSummary } from "@surety/model/verdicts";
import type { DiffRecord, TallyRow } from "../diffs/diff-repository.ts";
import type { Deps } from "../deps.ts";
import { variantOf } from "../diffs/ensure-diff.ts";
import type { EnvironmentRecord } from "../environments/environment-repository.ts";
import type { Deployed, Standing, Standings } from "../standings/standing-repository.ts";
import type { VersionRecord } from "../versions/version-repository.ts";
import { acceptable, isPlain, type Scales, weighDiff, type Weights } from "./weigh-diff.ts";

/**
 * What the gate says of each version for each environment, from what is stored. It asks for the tallies of comparisons where
 * an environment weighs other than the engine, in one statement; for nothing else.
 * A comparison that has not been made is not made here: the answer is unknown until its check has settled.
 */
export async function summarizeVerdicts(
  deps: Pick<Deps, "repositories">,
  organizationId: OrganizationId,
  { environments, services }: Standings,
): Promise<Map<VersionId, VerdictSummary[]>> {
  const tally = await tallyWhereNeeded(
    deps,
    organizationId,
    services.flatMap(({ deployed }) => deployed.flatMap(({ diffs }) => diffs)),
    services.flatMap((standing) => environments.map((each) => scalesFor(standing, each))),
  );
  return new Map(
    services.flatMap((standing) => {
      const { version: record } = standing;
      if (record === null) return [];
      const comparing = standing.checks.some((check) => check.kind === "diff" && check.state !== "settled");
      const verdicts = environments.map((each) => {
        const scales = scalesFor(standing, each);
        const { id, environment } = each;
        return summarizeVerdict({
          service: record.version.service,
          version: record.version.name,
          environment: environment.name,
          contract: record.version.rawDigest,
          policy: environment.policy,
          policyVersion: environment.policyVersion,
          checks: standing.checks.map(gateCheck),
          exceptions: scales.exceptions,
          deployed: standing.deployed
            .filter((deployment) => deployment.environmentId === id)
            .map((deployment) => ({
              version: deployment.version,
              contract: deployment.rawDigest,
              comparison: compared(record, deployment, weighed(deployment, tally, scales), comparing),
            })),
        });
      });
      return [[record.version.id, verdicts]];
    }),
  );
}

function scalesFor({ exceptions }: Standing, { id, environment }: EnvironmentRecord): Scales {
  return {
    environment: environment.name,
    policy: environment.policy,
    exceptions: exceptions.filter(({ environmentId }) => environmentId === null || environmentId === id).map(({ exception }) => exception),
  };
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

function weighed({ diffs }: Deployed, tally: ReadonlyMap<string, readonly TallyRow[]>, scales: Scales): Weighed | null {
  const variant = variantOf(scales.policy);
  const diff = diffs.find((each) => each.variant === variant);
  return diff === undefined ? null : { diff, weights: weighDiff(diff, tally.get(diff.id) ?? [], scales) };
}

function compared(record: VersionRecord, deployment: Deployed, found: Weighed | null, comparing: boolean): Comparison {
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
