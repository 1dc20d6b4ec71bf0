import { RE2JS } from "re2js";

/** A regular expression that takes time linear or nearly linear in the text, whatever the text. */
export interface SafePattern {
  readonly source: string;
  /** Whether it occurs anywhere in the text. */
  test(text: string): boolean;
}

/** A pattern that is no regular expression, or one that could take exponential time. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

/** Steps that a backtracking match may take before the linear engine takes over. */
const MAX_STEPS = 5_000_000;
const MAX_SOURCE = 20_000;

const known = new Map<string, SafePattern>();

/** Compiles a pattern of ECMA-262. Throws {@link PatternError}. */
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
  if (source.length > MAX_SOURCE) throw new PatternError(`the pattern is longer than ${MAX_SOURCE} characters`);
  const native = nativePattern(source, flags);
  const { nested, repeats } = backtracking(source);
  if (!nested && repeats <= 1) return { source, test: (text) => native.test(text) };
  const linear = linearPattern(source, flags);
  if (nested && linear === undefined)
    throw new PatternError(
      "it repeats a repetition and looks around: a short text could take exponential time; write it without one of the two",
    );
  const nativeLimit = nested ? 0 : Math.floor(MAX_STEPS ** (1 / (repeats + 1)));
  return {
    source,
    test: (text) =>
      linear === undefined || text.length <= nativeLimit ? native.test(clip(text, nativeLimit)) : linear.matcher(text).find(),
  };
}

/** Only for patterns that the linear engine refuses: they are matched against the beginning of very long texts. */
function clip(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, Math.max(limit, 256));
}

function nativePattern(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags.replaceAll(/[gy]/g, ""));
  } catch (error) {
    throw new PatternError(error instanceof Error ? error.message : String(error));
  }
}

function linearPattern(source: string, flags: string): RE2JS | undefined {
  const known: Readonly<Record<string, number>> = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL };
  let mask = 0;
  for (const flag of flags) mask |= known[flag] ?? 0;
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source), mask);
  } catch {
    return undefined;
  }
}

/**
 * What decides how long a backtracking engine may take: `nested` when a repetition without limit stands inside another
 * (exponential), and how many there are (each one more degree of the polynomial).
 */
export function backtracking(source: string): { readonly nested: boolean; readonly repeats: number } {
  const open: { repeats: boolean }[] = [{ repeats: false }];
  let nested = false;
  let repeats = 0;
  let last: { repeats: boolean } = { repeats: false };
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === "\\") {
      if (/[1-9k]/.test(source.charAt(at + 1))) nested = true;
      at += 1;
      last = { repeats: false };
    } else if (char === "[") {
      at = endOfClass(source, at);
      last = { repeats: false };
    } else if (char === "(") open.push({ repeats: false });
    else if (char === ")") {
      last = open.pop() ?? { repeats: false };
      const outer = open.at(-1);
      if (outer !== undefined && last.repeats) outer.repeats = true;
      if (open.length === 0) open.push({ repeats: false });
    } else {
      const quantifier = /^(?:[*+]|\{\d+,\}|\{\d+(?:,\d+)?\})/.exec(source.slice(at, at + 24));
      if (quantifier === null) {
        if (char !== "?") last = { repeats: false };
        continue;
      }
      at += quantifier[0].length - 1;
      if (isBounded(quantifier[0])) continue;
      if (last.repeats) nested = true;
      repeats += 1;
      for (const group of open.slice(-1)) group.repeats = true;
      last = { repeats: true };
    }
  }
  return { nested, repeats };
}

function isBounded(quantifier: string): boolean {
  const most = /^\{\d*,?(\d+)\}$/.exec(quantifier)?.[1];
  return most !== undefined && Number(most) <= 8;
}

function endOfClass(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source.charAt(at) === "\\") at += 1;
    else if (source.charAt(at) === "]") return at;
  }
  return source.length;
}
