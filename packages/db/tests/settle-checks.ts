import type { CheckAttempt } from "@surety/domain/checks/check-repository";
import { claimCheck } from "@surety/domain/checks/claim-check";
import { settleCheck } from "@surety/domain/checks/settle-check";
import { effectiveRuleset } from "@surety/domain/rulesets/effective-ruleset";
import { findDocument } from "@surety/domain/contracts/find-contract";
import { today } from "@surety/domain/today";
import type { CheckKind, CheckOutcome } from "@surety/model/checks";
import { name, type World } from "./create-world.ts";

/** The open check of a kind, as the queue would name it. */
export async function openAttempt(world: World, service: string, version: string, kind: CheckKind): Promise<CheckAttempt> {
  const detail = await world.verbs.getVersion(world.who, { service: name.service(service), version: name.version(version) });
  const check = detail.checks.find((each) => each.kind === kind);
  if (check === undefined) throw new Error(`${service} ${version} has no ${kind} check`);
  return { organizationId: world.who.organizationId, checkId: check.id, attempt: check.attempt };
}

export async function settleAs(world: World, service: string, version: string, kind: CheckKind, outcome: CheckOutcome): Promise<void> {
  const check = await claimCheck(world.deps, await openAttempt(world, service, version, kind));
  if (check === null) throw new Error(`the ${kind} check of ${service} ${version} is not open`);
  await settleCheck(world.deps, check, { outcome });
}

/** Settles a version's lint check with the report that the scripted engines give, against the first version's. */
export async function settleLint(
  world: World,
  service: string,
  version: string,
  outcome: CheckOutcome = { verdict: "passed", summary: "Nothing new." },
): Promise<void> {
  const { deps } = world;
  const check = await claimCheck(deps, await openAttempt(world, service, version, "lint"));
  if (check === null) throw new Error(`the lint check of ${service} ${version} is not open`);
  const first = await deps.repositories.versions.findByNumber(check.organizationId, check.serviceId, 1);
  const ruleset = await effectiveRuleset(deps.repositories, check.organizationId, check.serviceId);
  const report = async (digest: typeof check.rawDigest) => {
    const answer = await deps.engines.lint(await findDocument(deps.repositories, check.organizationId, digest), ruleset.bundle);
    if (!answer.ok) throw new Error(answer.message);
    return deps.repositories.lintReports.insert(check.organizationId, digest, answer.result, ruleset);
  };
  const own = await report(check.rawDigest);
  const baseline = await report(first?.version.rawDigest ?? check.rawDigest);
  const [{ findings, newFindings }] = await deps.repositories.lintReports.compare(check.organizationId, own, baseline.id, today(deps));
  await settleCheck(deps, check, {
    outcome,
    lint: { reportId: own.id, baselineReportId: baseline.id, findings, newFindings, ruleset: ruleset.label },
  });
}
