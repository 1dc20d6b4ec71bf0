import { splitPointer, type Pointer } from "@surety/model/pointer";
import type { RawNode, RawObject } from "@surety/engine-spec/contract";

/** What is written at a pointer, `$ref`s not followed; undefined when nothing is. */
export function rawNodeAt(document: RawObject, pointer: Pointer): RawNode | undefined {
  let node: RawNode | undefined = document;
  for (const token of splitPointer(pointer)) {
    if (node === null || typeof node !== "object") return undefined;
    node = Array.isArray(node) ? node[Number(token)] : Object.hasOwn(node, token) ? node[token] : undefined;
    if (node === undefined) return undefined;
  }
  return node;
}
