import { OutOfBudget } from "./out-of-budget.ts";
import { compileSafely, PatternError } from "./safe-pattern.ts";
import type { SafePattern } from "./safe-pattern.ts";

const compiled = new Map<string, SafePattern | null>();
const CACHE_LIMIT = 5000;

/** The pattern as a regular expression (ECMA-262, Unicode mode where it compiles so); null when it is not one. */
export function compilePattern(pattern: string): SafePattern | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const regex = tryCompile(pattern, "u") ?? tryCompile(pattern, "");
  if (compiled.size >= CACHE_LIMIT) compiled.clear();
  compiled.set(pattern, regex);
  return regex;
}

function tryCompile(pattern: string, flags: string): SafePattern | null {
  try {
    return compileSafely(pattern, flags);
  } catch (error) {
    if (error instanceof PatternError) return null;
    throw error;
  }
}

/**
 * Whether the text matches somewhere; a pattern that is not a regular expression constrains nothing. Null when it could
 * take exponential time to tell.
 */
export function matchesPattern(text: string, pattern: string): boolean | null {
  const regex = compilePattern(pattern);
  return regex === null || regex.test(text);
}

/** Like {@link matchesPattern}; throws {@link OutOfBudget} when it could take exponential time to tell. */
export function surelyMatches(text: string, pattern: string): boolean {
  const matches = matchesPattern(text, pattern);
  if (matches === null) throw new OutOfBudget(`whether a text matches the pattern ${shorten(pattern)} could take exponential time to tell`);
  return matches;
}

const shorten = (pattern: string): string => (pattern.length > 60 ? `${pattern.slice(0, 57)}…` : pattern);
