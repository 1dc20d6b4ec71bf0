import { type Pointer, splitPointer } from "@surety/model/pointer";

/** Pointers by their tokens, so that one walk over a document meets each node once. */
export class PointerTree {
  readonly children = new Map<string, PointerTree>();
  readonly pointers: Pointer[] = [];

  static of(pointers: Iterable<Pointer>): PointerTree {
    const root = new PointerTree();
    for (const pointer of pointers) {
      let at = root;
      for (const token of splitPointer(pointer)) {
        let child = at.children.get(token);
        if (!child) at.children.set(token, (child = new PointerTree()));
        at = child;
      }
      at.pointers.push(pointer);
    }
    return root;
  }

  /** Every pointer at or below this node. */
  *all(): Iterable<Pointer> {
    const open: PointerTree[] = [this];
    for (let tree = open.pop(); tree; tree = open.pop()) {
      yield* tree.pointers;
      for (const child of tree.children.values()) open.push(child);
    }
  }
}
