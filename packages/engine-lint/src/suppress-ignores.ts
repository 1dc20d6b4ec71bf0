import type { RawNode, RawObject } from "@surety/engine-spec/contract";
import { escapeToken, type Pointer } from "@surety/model/pointer";

export const IGNORE = "x-surety-ignore";

/** One entry of an `x-surety-ignore`. */
export interface Ignore {
  /** The object that has it: findings there and below are meant. */
  readonly at: Pointer;
  /** Where the entry itself stands. */
  readonly pointer: Pointer;
  /** A rule's name, or a pattern with `*`. */
  readonly rule: string;
  readonly reason: string;
  /** The last day on which it counts, in UTC. */
  readonly expires: string | null;
}

/** An entry that does nothing, and why. */
export interface IgnoreFault {
  readonly code: "ignore-without-reason" | "ignore-unreadable";
  readonly pointer: Pointer;
  readonly message: string;
}

export interface Ignores {
  readonly ignores: readonly Ignore[];
  readonly faults: readonly IgnoreFault[];
}

/** What holds data of messages: an `x-surety-ignore` in it is data too. */
const DATA = new Set(["example", "examples", "default", "const", "enum", "value"]);
/** What maps names that an API has chosen to objects. */
const MAPS = new Set(["properties", "patternProperties", "dependentSchemas", "$defs", "definitions", "schemas"]);

interface Step {
  readonly node: RawNode;
  readonly pointer: Pointer;
  /** Its members are names of the API's own. */
  readonly isMap: boolean;
}

/** Every `x-surety-ignore` of a document, in walks without recursion; most documents have none. */
export function readIgnores(document: RawObject): Ignores {
  const ignores: Ignore[] = [];
  const faults: IgnoreFault[] = [];
  if (!mayHaveIgnores(document)) return { ignores, faults };
  const open: Step[] = [{ node: document, pointer: "", isMap: false }];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { node, pointer, isMap } = step;
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries())
        if (isNested(item)) open.push({ node: item, pointer: `${pointer}/${index}`, isMap: false });
      continue;
    }
    if (!isObject(node)) continue;
    for (const name in node) {
      const value = node[name];
      if (!isMap && name === IGNORE) readEntries(value ?? null, pointer, ignores, faults);
      else if (isNested(value) && (isMap || !DATA.has(name)))
        open.push({ node: value, pointer: `${pointer}/${escapeToken(name)}`, isMap: !isMap && MAPS.has(name) });
    }
  }
  return { ignores, faults };
}

/** Whether any object has a member of that name, be it data or a name of the API's own. */
function mayHaveIgnores(document: RawObject): boolean {
  const open: (RawNode[] | RawObject)[] = [document];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (Array.isArray(node)) {
      for (const item of node) if (isNested(item)) open.push(item);
      continue;
    }
    if (node[IGNORE] !== undefined) return true;
    for (const name in node) {
      const value = node[name];
      if (isNested(value)) open.push(value);
    }
  }
  return false;
}

/** A list of `{ rule, reason, expires }`, one of them, or reasons by rule. */
function readEntries(value: RawNode, at: Pointer, ignores: Ignore[], faults: IgnoreFault[]): void {
  const pointer = `${at}/${IGNORE}`;
  const add = (entry: RawNode, where: Pointer, rule?: string): void => {
    const result = readEntry(entry, { at, pointer: where, rule });
    if ("code" in result) faults.push(result);
    else ignores.push(result);
  };
  if (Array.isArray(value)) for (const [index, entry] of value.entries()) add(entry, `${pointer}/${index}`);
  else if (isObject(value) && typeof value["rule"] === "string" && !value["rule"].includes(" ")) add(value, pointer);
  else if (isObject(value)) for (const [rule, entry] of Object.entries(value)) add(entry, `${pointer}/${escapeToken(rule)}`, rule);
  else
    faults.push({
      code: "ignore-unreadable",
      pointer,
      message: `${IGNORE} is a list of entries with a rule and a reason, or reasons by rule.`,
    });
}

interface EntryPlace {
  readonly at: Pointer;
  readonly pointer: Pointer;
  readonly rule: string | undefined;
}

function readEntry(entry: RawNode, { at, pointer, rule: named }: EntryPlace): Ignore | IgnoreFault {
  const members = isObject(entry) ? entry : named === undefined ? null : { reason: entry };
  if (members === null) return { code: "ignore-unreadable", pointer, message: "The entry is not an object with a rule and a reason." };
  const { rule = named, reason = null, expires = null } = members;
  if (typeof rule !== "string" || !/^[^\s]{1,200}$/.test(rule))
    return { code: "ignore-unreadable", pointer, message: "The entry does not say which rule is ignored." };
  if (typeof reason !== "string" || reason.trim() === "")
    return { code: "ignore-without-reason", pointer, message: `It is not said why \`${rule}\` is ignored here, so it is not ignored.` };
  if (expires !== null && (typeof expires !== "string" || !isDay(expires)))
    return {
      code: "ignore-unreadable",
      pointer,
      message: `\`expires\` of \`${rule}\` is not a day such as 2027-01-31, so it is not ignored.`,
    };
  return { at, pointer, rule, reason: reason.trim().slice(0, 2000), expires };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

function isNested(node: RawNode | undefined): node is RawNode[] | RawObject {
  return typeof node === "object" && node !== null;
}

function isObject(node: RawNode | undefined): node is RawObject {
  return isNested(node) && !Array.isArray(node);
}
