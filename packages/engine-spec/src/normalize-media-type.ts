import { once } from "./once.ts";

/** Contracts say the same few a thousand times. */
const known = new Map<string, string>();
const MOST_KNOWN = 1000;
const MOST_CHARACTERS = 200;

/** Lower case without spaces around parameters; a parameter's value keeps its case. */
export function normalizeMediaType(text: string): string {
  if (text.length > MOST_CHARACTERS) return normalized(text);
  if (known.size >= MOST_KNOWN) known.clear();
  return once(known, text, () => normalized(text));
}

function normalized(text: string): string {
  return text
    .split(";")
    .map((part, index) => {
      const [name = "", ...value] = part.trim().split("=");
      return index === 0 || value.length === 0 ? part.trim().toLowerCase() : `${name.trim().toLowerCase()}=${value.join("=").trim()}`;
    })
    .filter((part) => part !== "")
    .join("; ");
}
