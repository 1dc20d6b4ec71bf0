/** A value as a function's world is told of it: a plain one, or `[id]` of a node. */
export type Encoded = string | number | boolean | null | readonly [number];

/** `[id, isList, …]`: of a list its items, of an object its names and values by turns. */
export type EncodedNode = readonly (string | number | boolean | null | readonly [number])[];

/** Turns graphs, cycles included, into nodes of plain values. Each object is sent once; afterwards its id stands for it. */
export class GraphEncoder {
  readonly #ids = new WeakMap<object, number>();
  #next = 0;

  encode(value: unknown): { readonly value: Encoded; readonly nodes: readonly EncodedNode[] } {
    const nodes: EncodedNode[] = [];
    const open: object[] = [];
    const refer = (each: unknown): Encoded => {
      if (typeof each === "string" || typeof each === "boolean" || each === null) return each;
      if (typeof each === "number") return Number.isFinite(each) ? each : null;
      if (typeof each !== "object") return null;
      const known = this.#ids.get(each);
      if (known !== undefined) return [known];
      const id = this.#next;
      this.#next += 1;
      this.#ids.set(each, id);
      open.push(each);
      return [id];
    };
    const root = refer(value);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const id = this.#ids.get(node) ?? 0;
      if (Array.isArray(node)) nodes.push([id, true, ...node.map(refer)]);
      else nodes.push([id, false, ...Object.entries(node).flatMap(([name, member]) => [name, refer(member)])]);
    }
    return { value: root, nodes };
  }
}
