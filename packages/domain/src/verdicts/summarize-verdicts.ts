import { summarizeVerdict } from "@surety/engine-gate/decide-verdict";
import type { Comparison, GateCheck } from "@surety/engine-gate/gate-input";
import type { Check } from "@surety/model/checks";
import type { OrganizationId, ServiceId, VersionId } from "@surety/model/ids";
import type { VerdictSummary } from "@surety/model/verdicts";
import type { ActiveDeployment } from "../deployments/deployment-repository.ts";
import type { DiffPair, DiffRecord } from "../diffs/diff-repository.ts";
import type { Repositories } from "../repositories.ts";
import type { VersionRecord } from "../versions/version-repository.ts";

const MOST_ENVIRONMENTS = 1000;

/**
 * What the gate says of each version for each environment, from what is stored: four queries, however many versions.
 * A comparison that has not been made is not made here: the answer is unknown until its check has settled.
 */
export async function summarizeVerdicts(
  repositories: Repositories,
  organizationId: OrganizationId,
  records: readonly VersionRecord[],
): Promise<Map<VersionId, VerdictSummary[]>> {
  if (records.length === 0) return new Map();
  const [environments, active, checks] = await Promise.all([
    repositories.environments.list(organizationId, { after: null, limit: MOST_ENVIRONMENTS }),
    repositories.deployments.listActive(organizationId, [...new Set(records.map((record) => record.serviceId))]),
    repositories.checks.listLatest(
      organizationId,
      records.map((record) => record.version.id),
    ),
  ]);
  const ofService = new Map<ServiceId, ActiveDeployment[]>();
  for (const deployment of active) ofService.set(deployment.serviceId, [...(ofService.get(deployment.serviceId) ?? []), deployment]);
  const pairs = records.flatMap((record) => (ofService.get(record.serviceId) ?? []).map((deployment) => pairOf(deployment, record)));
  const diffs = new Map((await repositories.diffs.listLatest(organizationId, pairs)).map((diff) => [keyOf(diff), diff]));
  return new Map(
    records.map((record) => {
      const ownChecks = checks.get(record.version.id) ?? [];
      const comparing = ownChecks.some((check) => check.kind === "diff" && check.state !== "settled");
      const verdicts = environments.map(({ id, environment }) =>
        summarizeVerdict({
          service: record.version.service,
          version: record.version.name,
          environment: environment.name,
          contract: record.version.rawDigest,
          policy: environment.policy,
          policyVersion: environment.policyVersion,
          checks: ownChecks.map(gateCheck),
          deployed: (ofService.get(record.serviceId) ?? [])
            .filter((deployment) => deployment.environmentId === id)
            .map((deployment) => ({
              version: deployment.version,
              contract: deployment.rawDigest,
              comparison: compared(record, deployment, diffs.get(keyOf(pairOf(deployment, record))), comparing),
            })),
        }),
      );
      return [record.version.id, verdicts];
    }),
  );
}

function compared(record: VersionRecord, deployment: ActiveDeployment, diff: DiffRecord | undefined, comparing: boolean): Comparison {
  if (record.version.rawDigest === deployment.rawDigest) return { state: "same-document" };
  if (diff !== undefined) return { state: "compared", engine: diff.engine, counts: diff.counts, partial: diff.partial, changes: [] };
  return comparing ? { state: "pending" } : { state: "unavailable", why: "it has not been made. Asking for the verdict makes it." };
}

export function gateCheck(check: Check): GateCheck {
  return { kind: check.kind, id: check.id, verdict: check.outcome?.verdict ?? null, summary: check.outcome?.summary ?? null };
}

function pairOf(deployment: ActiveDeployment, record: VersionRecord): DiffPair {
  return { from: deployment.rawDigest, to: record.version.rawDigest };
}

function keyOf(pair: DiffPair): string {
  return `${pair.from} ${pair.to}`;
}
