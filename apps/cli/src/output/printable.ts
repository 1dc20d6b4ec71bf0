// Control characters could move the cursor or recolour a terminal, bidirectional ones reorder what is read.
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A copy in which every string can be shown on one line of a terminal: what a document says must not steer it. */
export function printable<Value>(value: Value): Value {
  return copy(value) as Value;
}

function copy(value: unknown): unknown {
  if (typeof value === "string") return value.replace(UNPRINTABLE, spelled);
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(member)]));
}

function spelled(character: string): string {
  if (/\s/.test(character)) return " ";
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
