import type { Witness } from "@surety/model/changes";
import type { Json } from "@surety/model/json";
import { joinPointer, type Pointer, splitPointer } from "@surety/model/pointer";

/**
 * Where to point in a witness. A proof that something is missing marks the object that lacks it: when the member that the
 * coordinate names (`…items[].sku`) is not there, the empty place itself is the better one.
 */
export function proofMark({ value, mark }: Witness, coordinate: string): Pointer {
  const name = /\.([^.[\]#]+)$/.exec(coordinate)?.[1];
  const marked = valueAt(value, mark);
  const isObject = typeof marked === "object" && marked !== null && !Array.isArray(marked);
  return name !== undefined && isObject && !Object.hasOwn(marked, name) ? joinPointer(mark, name) : mark;
}

function valueAt(value: Json, pointer: Pointer): Json | undefined {
  let at: Json | undefined = value;
  for (const token of splitPointer(pointer)) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, token)) return undefined;
    at = Object.entries(at).find(([name]) => name === token)?.[1];
  }
  return at;
}
