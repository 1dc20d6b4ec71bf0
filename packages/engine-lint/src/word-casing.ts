export type Casing = "kebab-case" | "snake_case" | "camelCase" | "PascalCase" | "UPPER_CASE" | "mixed";

/** How a name is written; undefined where it could be any: one lower-case word, a number, a short acronym. */
export function wordCasing(name: string): Casing | undefined {
  if (/^[\p{Ll}\p{N}]*$/u.test(name) || /^[\p{Lu}\p{N}]{1,5}$/u.test(name) || !/\p{L}/u.test(name)) return undefined;
  if (/^[\p{Ll}\p{N}]+(-[\p{Ll}\p{N}]+)+$/u.test(name)) return "kebab-case";
  if (/^[\p{Ll}\p{N}]+(_[\p{Ll}\p{N}]+)+$/u.test(name)) return "snake_case";
  if (/^\p{Ll}[\p{L}\p{N}]*$/u.test(name)) return "camelCase";
  if (/^[\p{Lu}\p{N}]+(_[\p{Lu}\p{N}]+)*$/u.test(name)) return "UPPER_CASE";
  if (/^\p{Lu}[\p{L}\p{N}]*$/u.test(name)) return "PascalCase";
  return "mixed";
}

/** The casing of most names, when more than half of those that show one agree. */
export function majorityCasing(names: Iterable<string>): Casing | undefined {
  const counts = new Map<Casing, number>();
  let total = 0;
  for (const name of names) {
    const casing = wordCasing(name);
    if (casing === undefined) continue;
    total += 1;
    counts.set(casing, (counts.get(casing) ?? 0) + 1);
  }
  for (const [casing, count] of counts) if (casing !== "mixed" && count * 2 > total) return casing;
  return undefined;
}

/** The same words in another casing. */
export function inCasing(words: readonly string[], casing: Casing): string {
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  switch (casing) {
    case "snake_case":
      return words.join("_");
    case "camelCase":
      return words.map((word, index) => (index === 0 ? word : capital(word))).join("");
    case "PascalCase":
      return words.map(capital).join("");
    case "UPPER_CASE":
      return words.join("_").toUpperCase();
    default:
      return words.join("-");
  }
}
