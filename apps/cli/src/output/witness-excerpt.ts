import { type Pointer, splitPointer } from "@surety/model/pointer";
import type { Json } from "@surety/model/json";

const WHOLE = 160;
const TEXT = 40;

/** A witness's value on one line. A long one keeps what leads to `mark` and leaves `…` for the rest. */
export function witnessExcerpt(value: Json, mark: Pointer): string {
  const whole = JSON.stringify(value);
  return whole.length <= WHOLE ? whole : excerpt(value, splitPointer(mark), WHOLE);
}

function excerpt(value: Json, [step, ...rest]: readonly string[], room: number): string {
  if (typeof value !== "object" || value === null) return clipped(value);
  const members = Object.entries(value);
  const isList = Array.isArray(value);
  const parts: string[] = [];
  let left = room;
  for (const [name, member] of members) {
    const label = isList ? "" : `${JSON.stringify(name)}:`;
    if (name === step) {
      parts.push(label + excerpt(member, rest, room));
      continue;
    }
    const text = label + (step === undefined ? excerpt(member, [], Math.floor(left / 2)) : "");
    if (step !== undefined || text.length > left) {
      if (parts.at(-1) !== "…") parts.push("…");
      continue;
    }
    left -= text.length;
    parts.push(text);
  }
  return isList ? `[${parts.join(",")}]` : `{${parts.join(",")}}`;
}

function clipped(value: string | number | boolean | null): string {
  const text = JSON.stringify(value);
  return text.length <= TEXT ? text : `${text.slice(0, TEXT)}…"`;
}
