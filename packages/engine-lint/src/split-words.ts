/** Paths have the same few segments a thousand times. */
const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 10_000;

/** The words of a name, lower case: `getOrder_items-v2` is get, order, items, v2. */
export function splitWords(name: string): readonly string[] {
  let words = known.get(name);
  if (words === undefined) {
    words = readWords(name);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, words);
  }
  return words;
}

function readWords(name: string): string[] {
  return name
    .slice(0, 200)
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}
