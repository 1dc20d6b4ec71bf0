import { decideVerdict } from "@surety/engine-gate/decide-verdict";
import { canonicalInputs, digestInputs } from "@surety/engine-gate/digest-inputs";
import type { Comparison, GateInput } from "@surety/engine-gate/gate-input";
import type { Caller } from "@surety/model/callers";
import type { Change } from "@surety/model/changes";
import type { Policy } from "@surety/model/environments";
import type { OrganizationId } from "@surety/model/ids";
import { levelUnder } from "@surety/model/level-under";
import type { EnvironmentName } from "@surety/model/names";
import type { DecideInput, Verdict } from "@surety/model/verdicts";
import { answerKey } from "../answers/answer-memory.ts";
import type { RememberingDeps } from "../answers/answer-memories.ts";
import { recall } from "../answers/recall.ts";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import type { DiffRecord } from "../diffs/diff-repository.ts";
import { ensureDiff, variantOf } from "../diffs/ensure-diff.ts";
import { environmentNotFound } from "../environments/find-environment.ts";
import { serviceNotFound } from "../services/find-service.ts";
import { today } from "../today.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { versionNotFound } from "../versions/find-version.ts";
import type { VerdictFacts } from "./verdict-repository.ts";
import { acceptable, isPlain, policyName, weighDiff, type Weights } from "./weigh-diff.ts";

const SHOWN = 20;

/**
 * May this version be deployed to this environment? Comparisons that are missing are made first; one that cannot be
 * made is a reason for unknown. The answer is kept with its inputs: equal inputs give the verdict of the first time.
 */
export async function decide(deps: RememberingDeps, who: Caller, input: DecideInput): Promise<Verdict> {
  requireScope(who, "read");
  const { organizationId } = who;
  const { service, version, environment } = input;
  const day = today(deps);
  const question = ["verdict", day, service, version, environment];
  return recall(deps, { organizationId, question, memory: deps.memories.verdicts }, () => readVerdict(deps, who, input, day));
}

async function readVerdict(deps: RememberingDeps, { organizationId }: Caller, input: DecideInput, day: string): Promise<Verdict> {
  const { service, version, environment } = input;
  const facts = await deps.repositories.verdicts.load(organizationId, input, day);
  if (facts === null) throw serviceNotFound(service);
  const key = answerKey(organizationId, service, version, environment, day, facts.text);
  const given = deps.memories.verdicts.find(key);
  if (given !== undefined) return given;
  const read = facts.read();
  if (read.version === null) throw versionNotFound(service, version);
  if (read.environment === null) throw environmentNotFound(environment);
  const known = { ...read, version: read.version, environment: read.environment };
  const verdict = await weigh(deps, organizationId, input, known);
  // Whoever asks waits for its checks: they go before what nobody waits for.
  if (!verdict.settled) await deps.repositories.outbox.hurry(organizationId, known.version.id);
  // A comparison that was made just now, or could not be made, is not among the facts.
  if (known.deployed.every((each) => isCompared(known, each))) deps.memories.verdicts.keep(key, verdict);
  return verdict;
}

async function weigh(deps: Deps, organizationId: OrganizationId, input: DecideInput, known: KnownFacts): Promise<Verdict> {
  const compared = await compareAll(deps, organizationId, known, input.environment);
  const gate = gateInput(
    input,
    known,
    compared.map((each) => each.comparison),
  );
  const inputs = canonicalInputs(gate);
  const stored = await deps.repositories.verdicts.find(organizationId, digestInputs(inputs));
  if (stored !== null) return stored;
  const shown = await Promise.all(compared.map((each) => withChanges(deps, organizationId, each, { ...known.environment, ...input })));
  const verdict = decideVerdict(gateInput(input, known, shown), deps.clock().toISOString());
  return keep(deps, organizationId, known, inputs, verdict);
}

/** Keeps a verdict, and tells who asks for it when the answer is another than the last one. */
async function keep(deps: Deps, organizationId: OrganizationId, known: KnownFacts, inputs: string, verdict: Verdict): Promise<Verdict> {
  const of = { versionId: known.version.id, environmentId: known.environment.id };
  return deps.transact(async (tx) => {
    const previous = await tx.verdicts.latestAnswer(organizationId, of);
    const kept = await tx.verdicts.insert(organizationId, of, inputs, verdict);
    const { service, version, environment, answer, inputsDigest } = kept;
    if (kept === verdict && previous !== answer)
      await emitEvent(tx, organizationId, {
        type: "verdict.changed",
        key: `verdict.changed ${inputsDigest}`,
        data: { service, version, environment, answer, previous },
      });
    return kept;
  });
}

type KnownFacts = VerdictFacts & {
  readonly version: NonNullable<VerdictFacts["version"]>;
  readonly environment: NonNullable<VerdictFacts["environment"]>;
};

interface Compared {
  readonly comparison: Comparison;
  readonly diff: DiffRecord | null;
  readonly weights: Weights | null;
}

async function compareAll(
  deps: Deps,
  organizationId: OrganizationId,
  known: KnownFacts,
  environment: EnvironmentName,
): Promise<Compared[]> {
  const found = await Promise.all(known.deployed.map((each) => findDiff(deps, organizationId, known, each)));
  const scales = { environment, policy: known.environment.policy, exceptions: known.exceptions };
  const ids = found.flatMap((each) => ("diff" in each ? [each.diff.id] : []));
  const tally = isPlain(scales) || ids.length === 0 ? [] : await deps.repositories.diffs.tally(organizationId, ids, acceptable(scales));
  return found.map((each) => {
    if (!("diff" in each)) return { comparison: each, diff: null, weights: null };
    const weights = weighDiff(each.diff, tally, scales);
    return { comparison: compareBy(each.diff, weights, [], []), diff: each.diff, weights };
  });
}

async function findDiff(
  deps: Deps,
  organizationId: OrganizationId,
  { version, environment: { policy } }: KnownFacts,
  deployed: VerdictFacts["deployed"][number],
): Promise<Comparison | { readonly diff: DiffRecord }> {
  if (deployed.rawDigest === version.rawDigest) return { state: "same-document" };
  const stored = storedDiff(policy, deployed);
  if (stored !== undefined) return { diff: stored };
  const ensured = await ensureDiff(deps, organizationId, { from: deployed.rawDigest, to: version.rawDigest }, policy);
  return ensured.ok ? { diff: ensured.diff } : { state: "unavailable", why: ensured.message };
}

function isCompared({ version, environment }: KnownFacts, deployed: VerdictFacts["deployed"][number]): boolean {
  return deployed.rawDigest === version.rawDigest || storedDiff(environment.policy, deployed) !== undefined;
}

function storedDiff(policy: Policy, { diffs }: VerdictFacts["deployed"][number]): DiffRecord | undefined {
  const variant = variantOf(policy);
  return diffs.find((diff) => diff.variant === variant);
}

/** The same with the changes to show, each with the level that the policy gives it. */
async function withChanges(
  deps: Deps,
  organizationId: OrganizationId,
  { comparison, diff, weights }: Compared,
  { policy, environment }: { policy: Policy; environment: EnvironmentName },
): Promise<Comparison> {
  if (diff === null || weights === null) return comparison;
  const list = async (level: "breaking" | "risky" | "accepted") => {
    if ((level === "accepted" ? weights.accepted : weights.counts[level]) === 0) return [];
    const of =
      weights.rows === null
        ? { level: level === "accepted" ? undefined : level }
        : { among: { rows: weights.rows[level], apart: weights.apart } };
    const rows = await deps.repositories.diffs.listChanges(organizationId, { diffId: diff.id, ...of, after: null, limit: SHOWN });
    return rows.map(({ change }) => underPolicy(change, policy, environment));
  };
  const [breaking, risky, accepted] = await Promise.all([list("breaking"), list("risky"), list("accepted")]);
  return compareBy(diff, weights, [...breaking, ...risky], accepted);
}

function underPolicy(change: Change, policy: Policy, environment: EnvironmentName): Change {
  const { level, why } = levelUnder(change, policy, policyName({ environment }));
  return why === null || level === "off" ? change : { ...change, level, adjusted: { from: change.level, why } };
}

function compareBy(
  { engine, partial, validUntil }: DiffRecord,
  { counts, adjusted, accepted, acceptedBy }: Weights,
  changes: readonly Change[],
  acceptedChanges: readonly Change[],
): Comparison {
  return { state: "compared", engine, counts, adjusted, accepted, acceptedBy, partial, validUntil, changes, acceptedChanges };
}

function gateInput(input: DecideInput, facts: KnownFacts, comparisons: readonly Comparison[]): GateInput {
  const { policy, policyVersion } = facts.environment;
  const deployed = comparisons.flatMap((comparison, index) => {
    const each = facts.deployed[index];
    return each === undefined ? [] : [{ version: each.version, contract: each.rawDigest, comparison }];
  });
  return {
    ...input,
    contract: facts.version.rawDigest,
    policy,
    policyVersion,
    deployed,
    checks: facts.checks,
    exceptions: facts.exceptions,
  };
}
