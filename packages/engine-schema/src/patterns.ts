const compiled = new Map<string, RegExp | null>();
const CACHE_LIMIT = 5000;

/** The pattern as a regular expression (ECMA-262, Unicode mode where it compiles so); null when it is not one. */
export function compilePattern(pattern: string): RegExp | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const regex = tryCompile(pattern, "u") ?? tryCompile(pattern, "");
  if (compiled.size >= CACHE_LIMIT) compiled.clear();
  compiled.set(pattern, regex);
  return regex;
}

function tryCompile(pattern: string, flags: string): RegExp | null {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return null;
  }
}

/** Whether the text matches somewhere; a pattern that is not a regular expression constrains nothing. */
export function matchesPattern(text: string, pattern: string): boolean {
  const regex = compilePattern(pattern);
  return regex === null || regex.test(text);
}
