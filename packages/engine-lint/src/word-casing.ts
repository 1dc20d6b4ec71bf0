export type Casing = "kebab-case" | "snake_case" | "camelCase" | "PascalCase" | "UPPER_CASE" | "mixed";

/** A contract has the same few names a thousand times. */
const known = new Map<string, Casing | undefined>();
const MOST_KNOWN = 10_000;

/** How a name is written; undefined where it could be any: one lower-case word, a number, a short acronym. */
export function wordCasing(name: string): Casing | undefined {
  let casing = known.get(name);
  if (casing !== undefined || known.has(name)) return casing;
  casing = readCasing(name);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, casing);
  return casing;
}

function readCasing(name: string): Casing | undefined {
  let hasLower = false;
  let hasUpper = false;
  let separator = "";
  for (const character of name) {
    if (character === "-" || character === "_") {
      if (separator !== "" && separator !== character) return "mixed";
      separator = character;
    } else if (character !== character.toUpperCase()) hasLower = true;
    else if (character !== character.toLowerCase()) hasUpper = true;
    else if (!(character >= "0" && character <= "9")) return "mixed";
  }
  if (!hasLower && !hasUpper) return undefined;
  if (separator !== "") return separatedCasing(name, separator, hasLower && hasUpper ? "mixed" : hasLower ? "lower" : "upper");
  if (!hasUpper) return undefined;
  if (!hasLower) return name.length <= MAX_ACRONYM ? undefined : "UPPER_CASE";
  return name.charAt(0) === name.charAt(0).toUpperCase() ? "PascalCase" : "camelCase";
}

const MAX_ACRONYM = 5;

function separatedCasing(name: string, separator: string, letters: "lower" | "upper" | "mixed"): Casing {
  if (letters === "mixed" || name.startsWith(separator) || name.endsWith(separator) || name.includes(separator + separator)) return "mixed";
  if (letters === "lower") return separator === "-" ? "kebab-case" : "snake_case";
  return separator === "_" ? "UPPER_CASE" : "mixed";
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
