import type { ChangeCounts } from "@surety/model/changes";
import type { Policy } from "@surety/model/environments";
import type { Exception } from "@surety/model/exceptions";
import { levelUnder } from "@surety/model/level-under";
import type { EnvironmentName } from "@surety/model/names";
import type { DiffRecord, TallyRow } from "../diffs/diff-repository.ts";

/** What an environment makes of the levels that the engine gives. */
export interface Scales {
  readonly environment: EnvironmentName;
  readonly policy: Policy;
  /** Those that count there today. */
  readonly exceptions: readonly Exception[];
}

export interface Weights {
  readonly counts: ChangeCounts;
  /** How many of the counted ones have a level that the policy has set. */
  readonly adjusted: number;
  readonly accepted: number;
  readonly acceptedBy: readonly string[];
  /** What is counted where; null when the engine's own levels hold for all. */
  readonly rows: {
    readonly breaking: readonly TallyRow[];
    readonly risky: readonly TallyRow[];
    readonly accepted: readonly TallyRow[];
  } | null;
  /** The fingerprints that the tally tells apart. */
  readonly apart: readonly string[];
}

/** Whether the engine's counts hold as they are. */
export function isPlain({ policy, exceptions }: Scales): boolean {
  const acceptsChanges = exceptions.some(({ subject }) => subject === "change");
  return policy.category === "wire" && Object.keys(policy.levels).length === 0 && !acceptsChanges;
}

/** The fingerprints that have to be told apart. */
export function acceptable({ exceptions }: Scales): string[] {
  return exceptions.flatMap(({ subject, fingerprint }) => (subject === "change" ? [fingerprint] : []));
}

/** Counts a diff's changes by the levels of an environment. `tally` is not looked at where the engine's counts hold. */
export function weighDiff(diff: DiffRecord, tally: readonly TallyRow[], scales: Scales): Weights {
  if (isPlain(scales)) return { counts: diff.counts, adjusted: 0, accepted: 0, acceptedBy: [], rows: null, apart: [] };
  const live = new Set(acceptable(scales));
  const counts: ChangeCounts = { breaking: 0, risky: 0, safe: 0 };
  const rows = { breaking: [] as TallyRow[], risky: [] as TallyRow[], accepted: [] as TallyRow[] };
  let adjusted = 0;
  for (const row of tally) {
    if (row.diffId !== diff.id) continue;
    const { level, why } = levelUnder(row, scales.policy, policyName(scales));
    if (level === "off") continue;
    if (level !== "safe" && row.fingerprint !== null && live.has(row.fingerprint)) rows.accepted.push(row);
    else {
      counts[level] += row.count;
      if (why !== null) adjusted += row.count;
      if (level !== "safe") rows[level].push(row);
    }
  }
  const accepted = rows.accepted.reduce((total, row) => total + row.count, 0);
  return {
    counts,
    adjusted,
    accepted,
    acceptedBy: [...new Set(rows.accepted.flatMap((row) => row.fingerprint ?? []))].sort(),
    rows,
    apart: [...live],
  };
}

export function policyName({ environment }: Pick<Scales, "environment">): string {
  return `The policy of ${environment}`;
}
