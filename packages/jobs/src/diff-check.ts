import type { ClaimedCheck } from "@surety/domain/checks/check-repository";
import { errored, settleIn } from "@surety/domain/checks/settle-check";
import type { DiffRecord } from "@surety/domain/diffs/diff-repository";
import { DEFAULT_VARIANT, ensureDiff, makeDiff, variantOf } from "@surety/domain/diffs/ensure-diff";
import type { Repositories } from "@surety/domain/repositories";
import { today } from "@surety/domain/today";
import type { CheckOutcome } from "@surety/model/checks";
import type { Digest, OrganizationId } from "@surety/model/ids";
import type { VersionName } from "@surety/model/names";
import { resultOf } from "./engine-error.ts";
import type { JobDeps } from "./handlers.ts";

/** A contract to compare with, and why. */
interface Target {
  readonly version: VersionName;
  readonly rawDigest: Digest;
  /** Environments in which it is deployed; none for the version before. */
  readonly environments: readonly string[];
}
interface Comparison {
  readonly diff: DiffRecord;
  /** Fingerprints of breaking changes, at most 100. */
  readonly breaking: readonly string[];
}
export type Compared = Target & Comparison;

/**
 * Compares a version with everything that is deployed, and with the version before it.
 * It is settled under the service's lock, when every target has been compared: a deployment that was recorded
 * meanwhile is not missed.
 */
export async function diffCheck(deps: JobDeps, check: ClaimedCheck): Promise<void> {
  const compared = new Map<Digest, Comparison>();
  for (;;) {
    const { missing, targets } = await deps.transact((tx) => settleWhenComplete(tx, check, compared, today(deps)));
    for (const target of missing) compared.set(target.rawDigest, await compare(deps, check, target));
    if (missing.length === 0) return prepareVariants(deps, check, targets);
  }
}

/** The targets, and those that have not been compared; none of either when the check's service is gone. */
async function settleWhenComplete(
  tx: Repositories,
  check: ClaimedCheck,
  compared: Map<Digest, Comparison>,
  day: string,
): Promise<{ readonly missing: readonly Target[]; readonly targets: readonly Target[] }> {
  if (!(await tx.services.lock(check.organizationId, check.serviceId))) return { missing: [], targets: [] };
  const targets = await listTargets(tx, check);
  if (check.origin !== "request") await recall(tx, check, { targets, compared, day });
  const missing = targets.filter((target) => !compared.has(target.rawDigest));
  if (missing.length > 0) return { missing, targets };
  const settled = targets.flatMap((target) => {
    const found = compared.get(target.rawDigest);
    return found === undefined ? [] : [{ ...found, ...target }];
  });
  await settleIn(tx, check, { outcome: judge(settled) });
  return { missing, targets };
}

interface Recalling {
  readonly targets: readonly Target[];
  readonly compared: Map<Digest, Comparison>;
  readonly day: string;
}

/** Adds what is stored already: a check that finds everything there needs one transaction. */
async function recall(tx: Repositories, { organizationId, rawDigest }: ClaimedCheck, { targets, compared, day }: Recalling): Promise<void> {
  const pairs = targets.flatMap((target) => (compared.has(target.rawDigest) ? [] : [{ from: target.rawDigest, to: rawDigest }]));
  const name = variantOf(DEFAULT_VARIANT);
  for (const diff of await tx.diffs.listLatest(organizationId, pairs, day))
    if (diff.variant === name) compared.set(diff.from, { diff, breaking: await breakingOf(tx, organizationId, diff) });
}

async function listTargets(tx: Repositories, check: ClaimedCheck): Promise<Target[]> {
  const targets = new Map<Digest, Target>();
  for (const { version, rawDigest, environment } of await tx.deployments.listActive(check.organizationId, [check.serviceId])) {
    const known = targets.get(rawDigest);
    targets.set(rawDigest, { version: known?.version ?? version, rawDigest, environments: [...(known?.environments ?? []), environment] });
  }
  const previous = await tx.versions.findByNumber(check.organizationId, check.serviceId, check.versionNumber - 1);
  if (previous !== null && !targets.has(previous.version.rawDigest)) {
    targets.set(previous.version.rawDigest, { version: previous.version.name, rawDigest: previous.version.rawDigest, environments: [] });
  }
  targets.delete(check.rawDigest);
  return [...targets.values()];
}

async function compare(deps: JobDeps, check: ClaimedCheck, target: Target): Promise<Comparison> {
  const pair = { from: target.rawDigest, to: check.rawDigest };
  const ensured = await (check.origin === "request" ? makeDiff : ensureDiff)(deps, check.organizationId, pair);
  const diff = resultOf(ensured.ok ? { ok: true, result: ensured.diff } : ensured);
  return { diff, breaking: await breakingOf(deps.repositories, check.organizationId, diff) };
}

async function breakingOf({ diffs }: Pick<Repositories, "diffs">, organizationId: OrganizationId, diff: DiffRecord): Promise<string[]> {
  if (diff.counts.breaking === 0) return [];
  const rows = await diffs.listChanges(organizationId, { diffId: diff.id, level: "breaking", after: null, limit: 100 });
  return rows.map((row) => row.change.fingerprint);
}

/**
 * Makes the comparisons of environments whose policies look at other things, so that lists need not wait for them.
 * One that fails is no failure of this check, which has settled: whoever asks for the verdict is told.
 */
async function prepareVariants(deps: JobDeps, check: ClaimedCheck, targets: readonly Target[]): Promise<void> {
  const deployed = targets.filter((target) => target.environments.length > 0);
  if (deployed.length === 0) return;
  const environments = await deps.repositories.environments.list(check.organizationId, { after: null, limit: 1000 });
  for (const target of deployed) {
    const policies = environments.map((each) => each.environment).filter(({ name }) => target.environments.includes(name));
    const variants = new Map(policies.map(({ policy }) => [variantOf(policy), policy]));
    for (const [name, { strictReaders, deprecationDays }] of variants)
      if (name !== "")
        await ensureDiff(deps, check.organizationId, { from: target.rawDigest, to: check.rawDigest }, { strictReaders, deprecationDays });
  }
}

export function judge(compared: readonly Compared[]): CheckOutcome {
  if (compared.length === 0)
    return { verdict: "passed", summary: "Nothing to compare with: no other contract is deployed, or was published before." };
  const breaking = compared.filter((each) => each.diff.counts.breaking > 0);
  const fingerprints = [...new Set(breaking.flatMap((each) => each.breaking))].slice(0, 100);
  if (breaking.length > 0) {
    return {
      verdict: "failed",
      summary: `${breaking.map((each) => `${amount(each.diff.counts.breaking)} against ${describe(each)}`).join("; ")}.`,
      fingerprints,
    };
  }
  const partial = compared.find((each) => each.diff.partial !== null);
  if (partial !== undefined)
    return errored("comparison-incomplete", `The comparison with ${describe(partial)} is incomplete: ${partial.diff.partial ?? ""}`);
  return { verdict: "passed", summary: `Breaks nothing of ${compared.map(describe).join(", ")}.` };
}

function amount(breaking: number): string {
  return `${breaking} breaking ${breaking === 1 ? "change" : "changes"}`;
}

function describe({ version, environments }: Target): string {
  return `${version} (${environments.length === 0 ? "the version before" : `in ${[...new Set(environments)].join(" and ")}`})`;
}
