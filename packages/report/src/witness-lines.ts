import type { Json } from "@surety/model/json";
import { type Pointer, splitPointer } from "@surety/model/pointer";

const TEXT = 80;
const SIBLINGS = 8;
const DEPTH = 40;

/** A witness's value on lines for reading, and which of them (from 0) has the offending place. */
export interface WitnessLines {
  readonly lines: readonly string[];
  readonly marked: number;
}

/** Opens what leads to `mark`, shows the rest in short, and leaves `…` for what is too much: at most some hundred lines. */
export function witnessLines(value: Json, mark: Pointer): WitnessLines {
  const steps = splitPointer(mark).slice(0, DEPTH);
  const head: string[] = [];
  const tail: string[] = [];
  let current = value;
  let label = "";
  let comma = "";
  let marked = 0;
  for (const [depth, step] of [...steps, null].entries()) {
    const indent = "  ".repeat(depth);
    const members = membersOf(current);
    const position = step === null ? -1 : (members?.findIndex(([name]) => name === step) ?? -1);
    marked = head.length;
    if (members === null || members.length === 0) {
      head.push(`${indent}${label}${brief(current)}${comma}`);
      break;
    }
    const [open, close] = Array.isArray(current) ? ["[", "]"] : ["{", "}"];
    head.push(`${indent}${label}${open}`);
    tail.unshift(`${indent}${close}${comma}`);
    const labelled = Array.isArray(current) ? (): string => "" : (name: string): string => `${brief(name)}: `;
    const inner = `${indent}  `;
    const lines = (some: readonly Member[], isLast: boolean): string[] =>
      some.map(([name, member], index) => `${inner}${labelled(name)}${brief(member)}${isLast && index === some.length - 1 ? "" : ","}`);
    const chosen = members[position];
    if (chosen === undefined) {
      const shown = members.slice(0, SIBLINGS);
      head.push(...lines(shown, shown.length === members.length), ...(shown.length < members.length ? [`${inner}…`] : []));
      break;
    }
    const first = Math.max(0, position - SIBLINGS);
    const last = Math.min(members.length, position + 1 + SIBLINGS);
    if (first > 0) head.push(`${inner}…`);
    head.push(...lines(members.slice(first, position), false));
    tail.unshift(...lines(members.slice(position + 1, last), last === members.length), ...(last < members.length ? [`${inner}…`] : []));
    current = chosen[1];
    label = labelled(chosen[0]);
    comma = position < members.length - 1 ? "," : "";
  }
  return { lines: [...head, ...tail], marked };
}

type Member = readonly [name: string, value: Json];

function membersOf(value: Json): readonly Member[] | null {
  return typeof value === "object" && value !== null ? Object.entries(value) : null;
}

/** A value on one short line. */
function brief(value: Json): string {
  if (typeof value === "string") return JSON.stringify(value.length <= TEXT ? value : `${value.slice(0, TEXT - 1)}…`);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  let size = 0;
  const parts: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    const isNested = typeof member === "object" && member !== null;
    const shown: string = isNested
      ? Object.keys(member).length === 0
        ? JSON.stringify(member)
        : Array.isArray(member)
          ? "[…]"
          : "{…}"
      : brief(member);
    const part = isList ? shown : `${brief(name)}: ${shown}`;
    size += part.length;
    if (size > TEXT) {
      parts.push("…");
      break;
    }
    parts.push(part);
  }
  return isList ? `[${parts.join(", ")}]` : `{${parts.join(", ")}}`;
}
