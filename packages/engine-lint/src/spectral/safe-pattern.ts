import { compileSafely, PatternError } from "@surety/engine-schema/safe-pattern";

/** A regular expression that takes time linear or nearly linear in the text, whatever the text. */
export interface SafePattern {
  readonly source: string;
  /** Whether it occurs anywhere in the text. */
  test(text: string): boolean;
}

const known = new Map<string, SafePattern>();

/** Compiles a pattern of ECMA-262, with the flags i, m, s and u. Throws {@link PatternError}, also where a text could take exponential time. */
export function safePattern(source: string, flags = ""): SafePattern {
  const key = `${flags}/${source}`;
  let pattern = known.get(key);
  if (pattern === undefined) {
    pattern = compile(source, flags);
    if (known.size >= 2000) known.clear();
    known.set(key, pattern);
  }
  return pattern;
}

function compile(source: string, flags: string): SafePattern {
  const safe = compileSafely(source, flags.replaceAll(/[gy]/g, ""));
  if (safe.isLimited())
    throw new PatternError("a short text could take exponential time: write it without references back to groups, and with fewer turns");
  return { source, test: (text) => safe.test(text) === true };
}
