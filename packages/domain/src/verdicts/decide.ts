import { decideVerdict } from "@surety/engine-gate/decide-verdict";
import { canonicalInputs, digestInputs } from "@surety/engine-gate/digest-inputs";
import type { Comparison, GateInput } from "@surety/engine-gate/gate-input";
import type { Caller } from "@surety/model/callers";
import type { Change } from "@surety/model/changes";
import type { OrganizationId } from "@surety/model/ids";
import type { DecideInput, Verdict } from "@surety/model/verdicts";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import type { DiffRecord } from "../diffs/diff-repository.ts";
import { ensureDiff } from "../diffs/ensure-diff.ts";
import { environmentNotFound } from "../environments/find-environment.ts";
import { serviceNotFound } from "../services/find-service.ts";
import { versionNotFound } from "../versions/find-version.ts";
import type { VerdictFacts } from "./verdict-repository.ts";

const SHOWN = 20;

/**
 * May this version be deployed to this environment? Comparisons that are missing are made first; one that cannot be
 * made is a reason for unknown. The answer is kept with its inputs: equal inputs give the verdict of the first time.
 */
export async function decide(deps: Deps, who: Caller, input: DecideInput): Promise<Verdict> {
  requireScope(who, "read");
  const { organizationId } = who;
  const facts = await deps.repositories.verdicts.load(organizationId, input);
  if (facts === null) throw serviceNotFound(input.service);
  if (facts.version === null) throw versionNotFound(input.service, input.version);
  if (facts.environment === null) throw environmentNotFound(input.environment);
  const known = { ...facts, version: facts.version, environment: facts.environment };
  const compared = await Promise.all(facts.deployed.map((each) => compare(deps, organizationId, known, each)));
  const gate = gateInput(
    input,
    known,
    compared.map((each) => each.comparison),
  );
  const inputs = canonicalInputs(gate);
  const stored = await deps.repositories.verdicts.find(organizationId, digestInputs(inputs));
  if (stored !== null) return stored;
  const shown = await Promise.all(compared.map((each) => withChanges(deps, organizationId, each)));
  const verdict = decideVerdict(gateInput(input, known, shown), deps.clock().toISOString());
  return deps.repositories.verdicts.insert(
    organizationId,
    { versionId: known.version.id, environmentId: known.environment.id },
    inputs,
    verdict,
  );
}

type KnownFacts = VerdictFacts & {
  readonly version: NonNullable<VerdictFacts["version"]>;
  readonly environment: NonNullable<VerdictFacts["environment"]>;
};

interface Compared {
  readonly comparison: Comparison;
  readonly diff: DiffRecord | null;
}

async function compare(
  deps: Deps,
  organizationId: OrganizationId,
  known: KnownFacts,
  deployed: VerdictFacts["deployed"][number],
): Promise<Compared> {
  if (deployed.rawDigest === known.version.rawDigest) return { comparison: { state: "same-document" }, diff: null };
  if (deployed.diff !== null) return { comparison: compareBy(deployed.diff, []), diff: deployed.diff };
  const ensured = await ensureDiff(deps, organizationId, { from: deployed.rawDigest, to: known.version.rawDigest });
  if (!ensured.ok) return { comparison: { state: "unavailable", why: ensured.message }, diff: null };
  return { comparison: compareBy(ensured.diff, []), diff: ensured.diff };
}

async function withChanges(deps: Deps, organizationId: OrganizationId, { comparison, diff }: Compared): Promise<Comparison> {
  return diff === null ? comparison : compareBy(diff, await listShown(deps, organizationId, diff));
}

function compareBy({ engine, counts, partial }: DiffRecord, changes: readonly Change[]): Comparison {
  return { state: "compared", engine, counts, partial, changes };
}

async function listShown(deps: Deps, organizationId: OrganizationId, diff: DiffRecord): Promise<Change[]> {
  const levels = (["breaking", "risky"] as const).filter((level) => diff.counts[level] > 0);
  const rows = await Promise.all(
    levels.map((level) => deps.repositories.diffs.listChanges(organizationId, { diffId: diff.id, level, after: null, limit: SHOWN })),
  );
  return rows.flat().map((row) => row.change);
}

function gateInput(input: DecideInput, facts: KnownFacts, comparisons: readonly Comparison[]): GateInput {
  const { policy, policyVersion } = facts.environment;
  const deployed = comparisons.flatMap((comparison, index) => {
    const each = facts.deployed[index];
    return each === undefined ? [] : [{ version: each.version, contract: each.rawDigest, comparison }];
  });
  return { ...input, contract: facts.version.rawDigest, policy, policyVersion, deployed, checks: facts.checks };
}
