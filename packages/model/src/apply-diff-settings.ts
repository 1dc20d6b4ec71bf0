import { type Change, type ChangeCounts, countChanges, type Level } from "./changes.ts";
import type { IgnoredChange } from "./diff-settings.ts";
import { type LevelSettings, levelUnder } from "./level-under.ts";

export interface AppliedSettings<Each> {
  /** Those that count, by level, and in their old order within one. */
  readonly changes: readonly Each[];
  readonly counts: ChangeCounts;
  /** Those that do not count because of their fingerprints. */
  readonly ignored: readonly { readonly change: Each; readonly ignore: IgnoredChange }[];
  /** What was ignored until a day that has passed, and counts again. */
  readonly expired: readonly IgnoredChange[];
  /** What no change has: it may go. */
  readonly stale: readonly IgnoredChange[];
  /** How many changes are of kinds that are turned off. */
  readonly off: number;
}

export interface ApplyOptions {
  /** `2027-01-31`: what expires on a day before it counts again. */
  readonly today: string;
  /** What the settings are called in sentences: "surety.json", "the policy of production". */
  readonly source: string;
}

const RANK: { readonly [level in Level]: number } = { breaking: 0, risky: 1, safe: 2 };

/** Weighs the changes that an engine has found by settings. Nothing is compared again, and no proof is lost. */
export function applyDiffSettings<Each extends Change>(
  found: readonly Each[],
  settings: LevelSettings & { readonly ignore: readonly IgnoredChange[] },
  { today, source }: ApplyOptions,
): AppliedSettings<Each> {
  const isLive = ({ expires }: IgnoredChange): boolean => expires === undefined || expires >= today;
  const live = new Map(settings.ignore.filter(isLive).map((ignore) => [ignore.fingerprint, ignore]));
  const present = new Set(found.map(({ fingerprint }) => fingerprint));
  const changes: Each[] = [];
  const ignored: { change: Each; ignore: IgnoredChange }[] = [];
  let off = 0;
  for (const each of found) {
    const { level, why } = levelUnder(each, settings, source);
    const ignore = live.get(each.fingerprint);
    if (level === "off") off += 1;
    else {
      const change = why === null ? each : { ...each, level, adjusted: { from: each.level, why } };
      if (ignore === undefined) changes.push(change);
      else ignored.push({ change, ignore });
    }
  }
  return {
    changes: changes.sort((left, right) => RANK[left.level] - RANK[right.level]),
    counts: countChanges(changes),
    ignored,
    expired: settings.ignore.filter((ignore) => !isLive(ignore) && !live.has(ignore.fingerprint) && present.has(ignore.fingerprint)),
    stale: settings.ignore.filter(({ fingerprint }) => !present.has(fingerprint)),
    off,
  };
}
