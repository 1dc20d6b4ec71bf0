import type { Caller } from "@surety/model/callers";
import type { RecordDeploymentInput, RecordedDeployment } from "@surety/model/deployments";
import type { VersionId } from "@surety/model/ids";
import type { VersionName } from "@surety/model/names";
import { requireScope } from "../callers/require-scope.ts";
import { openChecks } from "../checks/open-checks.ts";
import type { Deps } from "../deps.ts";
import { findEnvironment } from "../environments/find-environment.ts";
import { roomFor } from "../quotas/require-quota.ts";
import type { Repositories } from "../repositories.ts";
import { serviceNotFound } from "../services/find-service.ts";
import { today } from "../today.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { findVersion } from "../versions/find-version.ts";
import type { VersionRecord } from "../versions/version-repository.ts";

/** How many of the newest versions get their comparison with a newly deployed one without being asked for. */
const COMPARED = 20;

/** Records that a version runs in an environment. Recording it again changes nothing. */
export async function recordDeployment(deps: Deps, who: Caller, input: RecordDeploymentInput): Promise<RecordedDeployment> {
  requireScope(who, "deployments:write");
  const { organizationId } = who;
  return deps.transact(async (tx) => {
    const environment = await findEnvironment(tx, organizationId, input.environment);
    const record = await findVersion(tx, organizationId, input.service, input.version);
    const { serviceId } = record;
    // Deployments of a service are recorded one after the other: each sees what the one before has ended.
    if (!(await tx.services.lock(organizationId, serviceId))) throw serviceNotFound(input.service);
    const recorded = await tx.deployments.record(organizationId, {
      environmentId: environment.id,
      serviceId,
      versionId: record.version.id,
      mode: input.mode,
    });
    if (recorded.created) {
      const newer = await listUncompared(tx, who, { deployed: record, today: today(deps) });
      // What has been deployed is never refused: comparisons for which there is no room are made when somebody asks.
      const room = await roomFor(deps, tx, organizationId, { of: "waitingChecks", wanted: newer.length });
      await openChecks(tx, organizationId, newer.slice(0, room), ["diff"], "deployment");
    }
    await report(tx, who, input, recorded);
    if (recorded.created)
      await emitEvent(tx, organizationId, {
        type: "deployment.recorded",
        key: `deployment.recorded ${recorded.deployment.id}`,
        data: {
          deployment: recorded.deployment.id,
          service: input.service,
          version: input.version,
          environment: input.environment,
          mode: input.mode,
          ended: [...recorded.ended],
        },
      });
    return { created: recorded.created, deployment: recorded.deployment };
  });
}

async function report(
  tx: Repositories,
  who: Caller,
  input: RecordDeploymentInput,
  { created, ended }: { created: boolean; ended: readonly VersionName[] },
): Promise<void> {
  const { service, version, environment, mode } = input;
  if (created || ended.length > 0)
    await tx.audit.record(who, "deployment.recorded", `${service}@${version}`, {
      before: ended.length === 0 ? null : { environment, versions: ended },
      after: { environment, mode },
    });
  if (created) await tx.live.announce(who.organizationId, { type: "deployment.recorded", service, version, environment });
  for (const other of ended) await tx.live.announce(who.organizationId, { type: "deployment.ended", service, version: other, environment });
}

/** The newest versions, the newest first, whose contracts have not been compared with the deployed one: lists will be asked about them. */
async function listUncompared(
  tx: Repositories,
  who: Caller,
  { deployed, today: day }: { deployed: VersionRecord; today: string },
): Promise<VersionId[]> {
  const from = deployed.version.rawDigest;
  const newer = await tx.versions.listAfter(who.organizationId, deployed.serviceId, deployed.number, COMPARED);
  const others = newer.map((record) => record.version).filter((version) => version.rawDigest !== from);
  const diffs = await tx.diffs.listLatest(
    who.organizationId,
    others.map((version) => ({ from, to: version.rawDigest })),
    day,
  );
  const compared = new Set(diffs.map((diff) => diff.to));
  return others.filter((version) => !compared.has(version.rawDigest)).map((version) => version.id);
}
