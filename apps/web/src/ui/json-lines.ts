import type { Json } from "@surety/model/json";
import { joinPointer, splitPointer } from "@surety/model/pointer";

export interface JsonLine {
  readonly depth: number;
  /** The member's name, quoted; empty for items and closing brackets. */
  readonly name: string;
  readonly text: string;
  readonly kind: "string" | "number" | "word" | "bracket" | "missing";
  readonly marked: boolean;
  /** The first line of the marked value: the place itself. */
  readonly isPlace: boolean;
}

const LIMIT = 400;

/** A JSON value as indented lines; those of the value at `mark` are marked. A marked member that is not there is shown as missing. */
export function jsonLines(value: Json, mark: string | undefined): { lines: JsonLine[]; cut: boolean } {
  const lines: JsonLine[] = [];
  const inMark = (pointer: string) => mark !== undefined && (pointer === mark || pointer.startsWith(`${mark}/`));
  const add = (pointer: string, depth: number, name: string, text: string, kind: JsonLine["kind"]) => {
    const marked = inMark(pointer);
    if (lines.length < LIMIT) lines.push({ depth, name, text, kind, marked, isPlace: marked && lines.at(-1)?.marked !== true });
  };
  const write = (node: Json, pointer: string, depth: number, name: string, comma: string): void => {
    if (lines.length >= LIMIT) return;
    if (node === null || typeof node !== "object") {
      const kind = typeof node === "string" ? "string" : typeof node === "number" ? "number" : "word";
      return add(pointer, depth, name, JSON.stringify(node) + comma, kind);
    }
    const [open, close] = Array.isArray(node) ? ["[", "]"] : ["{", "}"];
    const members: [key: string, label: string, child: Json][] = Array.isArray(node)
      ? node.map((child, index): [string, string, Json] => [String(index), "", child])
      : Object.entries(node).map(([key, child]) => [key, JSON.stringify(key), child]);
    const missing = Array.isArray(node) ? undefined : missingMember(node, pointer, mark);
    if (members.length === 0 && missing === undefined) return add(pointer, depth, name, open + close + comma, "bracket");
    add(pointer, depth, name, open, "bracket");
    members.forEach(([key, label, child], index) =>
      write(child, joinPointer(pointer, key), depth + 1, label, index < members.length - 1 ? "," : ""),
    );
    if (missing !== undefined) add(joinPointer(pointer, missing), depth + 1, JSON.stringify(missing), "missing", "missing");
    add(pointer, depth, "", close + comma, "bracket");
  };
  write(value, "", 0, "", "");
  return { lines, cut: lines.length >= LIMIT };
}

/** The name of the member of `object` that the mark points at, when it does not exist. */
function missingMember(object: object, pointer: string, mark: string | undefined): string | undefined {
  if (mark === undefined || mark === "" || !mark.startsWith(`${pointer}/`)) return undefined;
  const tokens = splitPointer(mark);
  const name = tokens.at(-1);
  if (name === undefined || joinPointer("", ...tokens.slice(0, -1)) !== pointer) return undefined;
  return Object.hasOwn(object, name) ? undefined : name;
}
