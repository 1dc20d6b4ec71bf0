import type { Caller } from "@surety/model/callers";
import type { GetVersionInput, VersionDetail } from "@surety/model/versions";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { summarizeVerdicts } from "../verdicts/summarize-verdicts.ts";
import { findVersion } from "./find-version.ts";

export async function getVersion(deps: Deps, who: Caller, input: GetVersionInput): Promise<VersionDetail> {
  requireScope(who, "read");
  const { repositories } = deps;
  const { organizationId } = who;
  const record = await findVersion(repositories, organizationId, input.service, input.version);
  const { version } = record;
  const [checks, active, verdicts, previous, problems] = await Promise.all([
    repositories.checks.listLatest(organizationId, [version.id]),
    repositories.deployments.listActive(organizationId, [record.serviceId]),
    summarizeVerdicts(deps, organizationId, [record]),
    repositories.versions.findByNumber(organizationId, record.serviceId, record.number - 1),
    repositories.versions.findProblems(organizationId, version.id),
  ]);
  return {
    ...version,
    checks: checks.get(version.id) ?? [],
    deployedIn: active.filter((each) => each.versionId === version.id).map((each) => each.environment),
    verdicts: verdicts.get(version.id) ?? [],
    previous: previous?.version.name ?? null,
    problems,
  };
}
