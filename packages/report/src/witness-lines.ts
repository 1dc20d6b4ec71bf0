import type { Witness } from "@surety/model/changes";
import type { Json } from "@surety/model/json";
import { splitPointer } from "@surety/model/pointer";
import { clippedString } from "./shown-json.ts";

const TEXT = 60;
/** Beside the offending member, on each side. */
const SIBLINGS = 4;
/** Beside a container of it, when there are no more. */
const FEW = 2;
const MEMBERS = 8;
const DEPTH = 40;

export type MarkedValue = Pick<Witness, "value" | "mark" | "missing">;

/** One line of a payload: `depth` steps in, `label: text`, and what is wrong there. */
export interface WitnessLine {
  readonly depth: number;
  /** The member's name as JSON; empty for items, closing brackets and what is left out. */
  readonly label: string;
  readonly text: string;
  readonly kind: "string" | "number" | "word" | "structure" | "missing" | "left-out";
  /** Part of the offending place. */
  readonly marked: boolean;
  /** On the first line of the offending place: what to say of it, for example `is missing`. */
  readonly note: string | null;
}

/** Opens what leads to the mark, shows the rest in short, and leaves `…` for what is too much: at most some hundred lines. */
export function witnessLines({ value, mark, missing }: MarkedValue): readonly WitnessLine[] {
  const steps = splitPointer(mark);
  const head: WitnessLine[] = [];
  const tail: WitnessLine[] = [];
  let start: Start = { depth: 0, label: "", comma: "" };
  let current = value;
  for (const [depth, step] of steps.slice(0, DEPTH).entries()) {
    const members = membersOf(current);
    const position = members.findIndex(([name]) => name === step);
    const chosen = members[position];
    if (chosen === undefined) {
      const lacks = missing === true && depth === steps.length - 1;
      return [...head, ...(lacks ? lacking(current, step, start) : offending(current, start)), ...tail];
    }
    const [open, close] = bracketsOf(current);
    const around = depth === steps.length - 1 ? SIBLINGS : members.length <= 1 + FEW ? FEW : 0;
    const [first, last] = [Math.max(0, position - around), Math.min(members.length, position + 1 + around)];
    head.push(line({ ...start, comma: "" }, open));
    if (first > 0) head.push(leftOut(depth + 1));
    head.push(...membersLines(current, [first, position], depth + 1));
    const after = membersLines(current, [position + 1, last], depth + 1);
    tail.unshift(...after, ...(last < members.length ? [leftOut(depth + 1)] : []), line({ depth, label: "", comma: start.comma }, close));
    start = { depth: depth + 1, label: labelIn(current, step), comma: position < members.length - 1 ? "," : "" };
    current = chosen[1];
  }
  return [...head, ...offending(current, start), ...tail];
}

/** A line as text without its indentation. */
export function witnessLineText({ label, text }: WitnessLine): string {
  return label === "" ? text : text === "" ? label : `${label}: ${text}`;
}

/** A value on one line of some `limit` characters; `…` for what does not fit. */
export function briefValue(value: Json, limit = TEXT): string {
  if (typeof value === "string") return clippedString(value, limit);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const [open, close] = bracketsOf(value);
  const parts: string[] = [];
  let left = limit;
  for (const [name, member] of Object.entries(value)) {
    const label = Array.isArray(value) ? "" : `${clippedString(name, limit)}: `;
    const part = label + (isContainer(member) && Object.keys(member).length > 0 ? bracketsOf(member).join("…") : briefValue(member, limit));
    left -= part.length + 2;
    if (left < 0) {
      parts.push("…");
      break;
    }
    parts.push(part);
  }
  return open + parts.join(", ") + close;
}

interface Start {
  readonly depth: number;
  readonly label: string;
  readonly comma: string;
}

/** The offending value, opened one step when it holds something. */
function offending(value: Json, start: Start): WitnessLine[] {
  const members = membersOf(value);
  const note = `here${sizeOf(value)}`;
  if (members.length === 0) return [{ ...line(start, briefValue(value)), kind: kindOf(value), marked: true, note }];
  const [open, close] = bracketsOf(value);
  const inside = membersLines(value, [0, Math.min(members.length, MEMBERS)], start.depth + 1);
  return [
    { ...line({ ...start, comma: "" }, open), marked: true, note },
    ...[...inside, ...(members.length > MEMBERS ? [leftOut(start.depth + 1)] : [])].map((one) => ({ ...one, marked: true })),
    { ...line({ ...start, label: "" }, close), marked: true },
  ];
}

/** An object without the member `name`, whose place is shown. */
function lacking(value: Json, name: string, start: Start): WitnessLine[] {
  const members = membersOf(value);
  const [open, close] = bracketsOf(value);
  return [
    line({ ...start, comma: "" }, open),
    ...membersLines(value, [0, Math.min(members.length, MEMBERS)], start.depth + 1),
    ...(members.length > MEMBERS ? [leftOut(start.depth + 1)] : []),
    { depth: start.depth + 1, label: clippedString(name, TEXT), text: "", kind: "missing", marked: true, note: "is missing" },
    line({ ...start, label: "" }, close),
  ];
}

function membersLines(parent: Json, [from, to]: readonly [number, number], depth: number): WitnessLine[] {
  const all = membersOf(parent);
  return all.slice(from, to).map(([name, member], index) => ({
    ...line({ depth, label: labelIn(parent, name), comma: from + index < all.length - 1 ? "," : "" }, briefValue(member)),
    kind: kindOf(member),
  }));
}

function line({ depth, label, comma }: Start, text: string): WitnessLine {
  return { depth, label, text: text + comma, kind: "structure", marked: false, note: null };
}

function leftOut(depth: number): WitnessLine {
  return { depth, label: "", text: "…", kind: "left-out", marked: false, note: null };
}

/** Of what was cut or is long, how much there is. */
function sizeOf(value: Json): string {
  if (typeof value === "string") return value.length > TEXT ? `: ${Array.from(value).length} characters` : "";
  const count = membersOf(value).length;
  return count <= MEMBERS ? "" : `: ${count} ${Array.isArray(value) ? "items" : "members"}`;
}

const labelIn = (parent: Json, name: string): string => (Array.isArray(parent) ? "" : clippedString(name, TEXT));

const bracketsOf = (value: Json): readonly [string, string] => (Array.isArray(value) ? ["[", "]"] : ["{", "}"]);

const isContainer = (value: Json): value is Exclude<Json, string | number | boolean | null> => typeof value === "object" && value !== null;

const membersOf = (value: Json): readonly (readonly [name: string, value: Json])[] => (isContainer(value) ? Object.entries(value) : []);

function kindOf(value: Json): WitnessLine["kind"] {
  if (isContainer(value)) return "structure";
  return typeof value === "string" ? "string" : typeof value === "number" ? "number" : "word";
}
