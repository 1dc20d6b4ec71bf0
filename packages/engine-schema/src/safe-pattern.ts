import { LinearPattern } from "./linear-pattern.ts";
import { parsePattern } from "./parse-pattern.ts";
import type { PatternNode } from "./parse-pattern.ts";

/** A regular expression that takes time linear or nearly linear in the text, whatever the text. */
export interface SafePattern {
  readonly source: string;
  readonly flags: string;
  /** Whether short texts only are decided: it refers back, or is too large to be followed all ways at once. */
  isLimited(): boolean;
  /** Whether it occurs anywhere in the text; null when that could take too long to tell. */
  test(text: string): boolean | null;
}

/** A pattern that is no regular expression. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

/** Steps that a backtracking match may take before all ways are followed at once. */
const MOST_STEPS = 5_000_000;
const LONGEST_SOURCE = 20_000;
/** Characters that the native compiler may have to write out. */
const LARGEST = 2000;
const LENGTHS = [1e6, 1e5, 1e4, 2000, 500, 120, 40, 12, 4] as const;

/** Compiles a pattern of ECMA-262 with the flags i, m, s and u. Throws {@link PatternError}. */
export function compileSafely(source: string, flags: string): SafePattern {
  const native = nativePattern(source, flags);
  const node = source.length > LONGEST_SOURCE ? null : parsePattern(source, flags.includes("u"));
  const longest =
    node === null || sizeOf(node) > LARGEST ? 0 : (LENGTHS.find((length) => length * waysOf(node, length) <= MOST_STEPS) ?? 0);
  let known: { readonly linear: LinearPattern | null } | null = null;
  const followed = (): LinearPattern | null => {
    known ??= { linear: node === null ? null : LinearPattern.of(node, flags) };
    return known.linear;
  };
  return {
    source,
    flags,
    isLimited: () => longest < LENGTHS[3] && followed() === null,
    test: (text) => (text.length <= longest ? native.test(text) : (followed()?.test(text) ?? null)),
  };
}

function nativePattern(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    throw new PatternError(error instanceof Error ? error.message : String(error));
  }
}

/** At most so many ways lead through the pattern on a text of that length: backtracking may try them all. */
function waysOf(node: PatternNode, length: number): number {
  switch (node.is) {
    case "character":
    case "edge":
    case "backreference":
      return 1;
    case "sequence":
      return node.parts.reduce((ways, part) => ways * waysOf(part, length), 1);
    case "choice":
      return node.arms.reduce((ways, arm) => ways + waysOf(arm, length), 0);
    case "look":
      return length * waysOf(node.body, length);
    case "repetition": {
      const most = Math.min(node.max, Math.max(length, node.min));
      return waysOf(node.body, length) ** most * (most - node.min + 1);
    }
  }
}

/** Characters once counted turns are written out. */
function sizeOf(node: PatternNode): number {
  switch (node.is) {
    case "sequence":
      return node.parts.reduce((size, part) => size + sizeOf(part), 1);
    case "choice":
      return node.arms.reduce((size, arm) => size + sizeOf(arm), 1);
    case "look":
      return sizeOf(node.body);
    case "repetition":
      return sizeOf(node.body) * Math.max(1, node.max === Infinity ? node.min : node.max);
    default:
      return 1;
  }
}
