import type { RawNode } from "@surety/engine-spec/contract";
import type { Pointer } from "@surety/model/pointer";

/** One change of a document, told by where it is and what it means, not by how the text looks. */
export type Edit =
  /** Takes the place of the value at `pointer`. */
  | { readonly op: "set"; readonly pointer: Pointer; readonly value: RawNode }
  /** A new last member of the object at `pointer`. */
  | { readonly op: "add-member"; readonly pointer: Pointer; readonly name: string; readonly value: RawNode }
  /** A new last item of the array at `pointer`. */
  | { readonly op: "add-item"; readonly pointer: Pointer; readonly value: RawNode }
  /** Puts the value of the member at `pointer` into a list under another name: `$ref: x` becomes `allOf: [{$ref: x}]`. */
  | { readonly op: "wrap"; readonly pointer: Pointer; readonly name: string }
  /** Takes the member or item at `pointer` away. */
  | { readonly op: "remove"; readonly pointer: Pointer }
  /** Puts the items of the array at `pointer` in this order: `order[i]` is the old index of the item at i. */
  | { readonly op: "reorder"; readonly pointer: Pointer; readonly order: readonly number[] };
