/** Kind and place of each node of a YAML text in document order, small enough to keep: it answers where pointers stand. */
export class YamlOutline {
  readonly #kinds: Uint8Array;
  readonly #offsets: Int32Array;
  /** The node after this one and all that it contains; for an alias, its anchor's node is in `#targets`. */
  readonly #ends: Int32Array;
  /** Of the nodes that are names of members. */
  readonly #names: string[] = [];
  readonly #targets = new Map<number, number>();
  #length = 0;

  constructor(capacity: number) {
    this.#kinds = new Uint8Array(capacity);
    this.#offsets = new Int32Array(capacity);
    this.#ends = new Int32Array(capacity);
  }

  add(kind: "scalar" | "list" | "map", offset: number): number {
    const node = this.#length;
    this.#length += 1;
    this.#kinds[node] = kind === "scalar" ? 0 : kind === "list" ? 1 : 2;
    this.#offsets[node] = offset;
    this.#ends[node] = node + 1;
    return node;
  }

  addAlias(offset: number, target: number): void {
    this.#targets.set(this.add("scalar", offset), target);
  }

  name(node: number, text: string): void {
    this.#names[node] = text;
  }

  close(node: number): void {
    this.#ends[node] = this.#length;
  }

  offset(node: number): number {
    return this.#offsets[node] ?? 0;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Calls `visit` for each member (with its name) or item (with its index) of a node; an alias shows its anchor's. */
  forEachChild(node: number, visit: (name: string, child: number, offset: number) => void): void {
    const target = this.#targets.get(node) ?? node;
    const end = this.#ends[target] ?? 0;
    const isMap = this.#kinds[target] === 2;
    if (this.#kinds[target] === 0) return;
    let at = target + 1;
    for (let index = 0; at < end; index += 1) {
      const value = isMap ? at + 1 : at;
      visit(isMap ? (this.#names[at] ?? "") : String(index), value, this.offset(at));
      at = this.#ends[value] ?? end;
    }
  }
}
