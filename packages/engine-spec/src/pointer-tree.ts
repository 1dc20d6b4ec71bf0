import { type Pointer, unescapeToken } from "@surety/model/pointer";

/** Pointers by their tokens, so that one walk over a document meets each node once. */
export class PointerTree {
  readonly children = new Map<string, PointerTree>();
  readonly pointers: Pointer[] = [];

  static of(pointers: Iterable<Pointer>): PointerTree {
    const root = new PointerTree();
    const known = new Map([["", root]]);
    for (const pointer of pointers) {
      // Most pointers have the first tokens of others.
      let end = pointer.length;
      let at = known.get(pointer);
      while (at === undefined) {
        end = Math.max(0, pointer.lastIndexOf("/", end - 1));
        at = known.get(pointer.slice(0, end));
      }
      while (end < pointer.length) {
        const start = end + 1;
        end = pointer.indexOf("/", start);
        if (end === -1) end = pointer.length;
        at = at.#child(unescapeToken(pointer.slice(start, end)));
        known.set(pointer.slice(0, end), at);
      }
      at.pointers.push(pointer);
    }
    return root;
  }

  #child(token: string): PointerTree {
    let child = this.children.get(token);
    if (child === undefined) this.children.set(token, (child = new PointerTree()));
    return child;
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
