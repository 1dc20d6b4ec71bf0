import type { Category, Level } from "./changes.ts";
import type { DiffLevels, LevelSetting } from "./diff-settings.ts";
import { nearest } from "./nearest.ts";

/** What a level follows from, beside the settings. */
export interface Weighed {
  readonly kind: string;
  readonly level: Level;
  readonly category?: Category | undefined;
  readonly fullLevel?: Level | undefined;
}
export interface LevelSettings {
  readonly category: Category;
  readonly levels: DiffLevels;
}

/** A level under settings. `why` is null when it is the engine's own. */
export interface SetLevel {
  readonly level: LevelSetting;
  readonly why: string | null;
}

const REACH: { readonly [category in Category]: number } = { wire: 0, source: 1, all: 2 };

/**
 * The level of a change under settings: by its kind, else the engine's, which is the full one where its category counts.
 * `source` names where the settings are.
 */
export function levelUnder(change: Weighed, settings: LevelSettings, source: string): SetLevel {
  const pattern = patternFor(change.kind, settings.levels);
  const set = pattern === null ? undefined : settings.levels[pattern];
  const counts = REACH[change.category ?? "wire"] <= REACH[settings.category];
  const own = counts ? (change.fullLevel ?? change.level) : change.level;
  if (set !== undefined && set !== change.level) return { level: set, why: `${source} sets ${pattern} to ${set}.` };
  if (set !== undefined) return { level: set, why: null };
  return { level: own, why: own === change.level ? null : `${source} counts the category ${change.category}.` };
}

/** The setting that a kind falls under: the kind itself, or the pattern with the most letters; null when none matches. */
export function patternFor(kind: string, levels: DiffLevels): string | null {
  if (Object.hasOwn(levels, kind)) return kind;
  let best: string | null = null;
  for (const pattern of Object.keys(levels)) {
    if (!pattern.includes("*") || !matches(kind, pattern)) continue;
    const [gain, tie] = best === null ? [1, false] : [letters(pattern) - letters(best), pattern < best];
    if (gain > 0 || (gain === 0 && tie)) best = pattern;
  }
  return best;
}

const letters = (pattern: string): number => pattern.replaceAll("*", "").length;

/** The parts between the stars, each at its first place after the one before: enough for stars that match anything. */
function matches(kind: string, pattern: string): boolean {
  const parts = pattern.split("*");
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return kind === pattern;
  if (!kind.startsWith(first) || !kind.endsWith(last) || kind.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = kind.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= kind.length - last.length;
}

export interface UnknownKind {
  readonly pattern: string;
  /** What is wrong and what may have been meant, as one or two sentences. */
  readonly message: string;
}

/** The settings that match no kind of change at all. */
export function unknownKinds(levels: DiffLevels, kinds: readonly string[]): readonly UnknownKind[] {
  return Object.keys(levels).flatMap((pattern) => {
    if (kinds.some((kind) => kind === pattern || (pattern.includes("*") && matches(kind, pattern)))) return [];
    const near = nearest(pattern.replaceAll("*", ""), kinds);
    const what = pattern.includes("*") ? `No kind of change matches ${pattern}.` : `There is no kind of change called ${pattern}.`;
    return [{ pattern, message: near === undefined ? what : `${what} Did you mean ${near}?` }];
  });
}
