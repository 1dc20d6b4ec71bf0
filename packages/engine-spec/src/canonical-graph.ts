/** How the children of a node are compared: one by one, as a set, or as a set that counts. */
export type ChildOrder = "list" | "set" | "bag";

/** Thrown when a document would take more work than its size allows. */
export class BudgetExceeded extends Error {
  override readonly name = "BudgetExceeded";
}

/**
 * A rooted graph of labelled nodes, possibly cyclic, whose canonical text depends on nothing but what can be seen by
 * walking from the root: neither on node numbers nor on how far a cycle is unrolled (equality is bisimilarity).
 */
export class CanonicalGraph {
  readonly #labelIds = new Map<string, number>();
  /** The label of a node, as its number in order of first use. */
  readonly #labels: number[] = [];
  readonly #orders: ChildOrder[] = [];
  readonly #children: (readonly number[])[] = [];
  #budget: number;

  constructor(budget: number) {
    this.#budget = budget;
  }

  /** A node to be described later, so that cycles can be closed. */
  reserve(): number {
    this.spend(1);
    this.#orders.push("list");
    this.#children.push([]);
    return this.#labels.push(-1) - 1;
  }

  describe(node: number, label: string, children: readonly number[], order: ChildOrder = "list"): number {
    this.spend(1 + children.length);
    let id = this.#labelIds.get(label);
    if (id === undefined) this.#labelIds.set(label, (id = this.#labelIds.size));
    this.#labels[node] = id;
    this.#children[node] = children;
    this.#orders[node] = order;
    return node;
  }

  add(label: string, children: readonly number[] = [], order: ChildOrder = "list"): number {
    return this.describe(this.reserve(), label, children, order);
  }

  spend(work: number): void {
    this.#budget -= work;
    if (this.#budget < 0) throw new BudgetExceeded("The document takes too much work to bring into canonical form.");
  }

  /** The canonical text, piece by piece. */
  *text(root: number): Iterable<string> {
    const labels = [...this.#labelIds.keys()];
    const order = new Int32Array(labels.length);
    [...labels].sort().forEach((label, place) => (order[this.#labelIds.get(label)!] = place));
    const reachable = this.#reachable(root);
    const ranks = new Int32Array(this.#labels.length).fill(-1);
    const ranked = this.#rankFinite(reachable, ranks, order);
    this.#rankCyclic(
      reachable.filter((node) => ranks[node] === -1),
      ranks,
      ranked,
      order,
    );
    const seen = new Set<number>();
    const representatives = reachable.filter((node) => !seen.has(ranks[node]!) && seen.add(ranks[node]!));
    representatives.sort((a, b) => ranks[a]! - ranks[b]!);
    const dense = new Map(representatives.map((node, index) => [ranks[node]!, index]));
    for (const node of representatives)
      yield `${labels[this.#labels[node]!]!} ${this.#seen(node, (child) => dense.get(ranks[child]!)!).join(",")}\n`;
    yield `root ${dense.get(ranks[root]!)!}\n`;
  }

  #reachable(root: number): number[] {
    const found = new Set([root]);
    for (const node of found) for (const child of this.#children[node]!) found.add(child);
    return [...found];
  }

  /** What a node sees of its children, by a numbering of nodes. */
  #seen(node: number, numberOf: (child: number) => number): number[] {
    const seen = this.#children[node]!.map(numberOf);
    if (this.#orders[node] === "list" || seen.length < 2) return seen;
    seen.sort((a, b) => a - b);
    return this.#orders[node] === "bag" ? seen : seen.filter((rank, index) => rank !== seen[index - 1]);
  }

  /** Ranks the nodes from which no cycle can be reached, leaves first. Gives the number of ranks. */
  #rankFinite(nodes: readonly number[], ranks: Int32Array, order: Int32Array): number {
    const { parents, open } = this.#parents(nodes);
    let level = nodes.filter((node) => open[node] === 0);
    let count = 0;
    while (level.length > 0) {
      const byKey = new Map<string, number[]>();
      const next: number[] = [];
      for (const node of level) {
        const key = spell([order[this.#labels[node]!]!, ...this.#seen(node, (child) => ranks[child]!)]);
        const equal = byKey.get(key);
        if (equal) equal.push(node);
        else byKey.set(key, [node]);
        for (const parent of parents.get(node) ?? []) if (--open[parent]! === 0) next.push(parent);
      }
      for (const key of [...byKey.keys()].sort()) {
        for (const node of byKey.get(key)!) ranks[node] = count;
        count += 1;
      }
      level = next;
    }
    return count;
  }

  #parents(nodes: readonly number[]): { readonly parents: ReadonlyMap<number, readonly number[]>; readonly open: Int32Array } {
    const parents = new Map<number, number[]>();
    const open = new Int32Array(this.#labels.length);
    for (const node of nodes) {
      for (const child of this.#children[node]!) {
        open[node]! += 1;
        const list = parents.get(child);
        if (list) list.push(node);
        else parents.set(child, [node]);
      }
    }
    return { parents, open };
  }

  /** Partition refinement: nodes with equal labels are told apart by what they see, until nothing more is told apart. */
  #rankCyclic(nodes: readonly number[], ranks: Int32Array, first: number, order: Int32Array): void {
    const beyond = first + nodes.length;
    for (const node of nodes) ranks[node] = beyond;
    let classes = this.#split(
      nodes,
      first,
      (node) => spell([order[this.#labels[node]!]!, ...this.#seen(node, (child) => ranks[child]!)]),
      ranks,
    );
    for (;;) {
      const before = Int32Array.from(ranks);
      const next = classes.flatMap(({ members, rank }) => {
        this.spend(members.length);
        return this.#split(members, rank, (node) => spell(this.#seen(node, (child) => before[child]!)), ranks);
      });
      if (next.length === classes.length && next.every(({ members }, index) => members.length === classes[index]!.members.length)) return;
      if (next.length === 0) return;
      classes = next;
    }
  }

  /** Ranks `nodes` from `rank` on by their keys (equal keys share one), and gives the groups of two and more. */
  #split(
    nodes: readonly number[],
    rank: number,
    keyOf: (node: number) => string,
    ranks: Int32Array,
  ): { readonly members: readonly number[]; readonly rank: number }[] {
    const byKey = new Map<string, number[]>();
    for (const node of nodes) {
      const key = keyOf(node);
      const equal = byKey.get(key);
      if (equal) equal.push(node);
      else byKey.set(key, [node]);
    }
    const groups: { members: readonly number[]; rank: number }[] = [];
    let next = rank;
    for (const key of [...byKey.keys()].sort()) {
      const members = byKey.get(key)!;
      for (const node of members) ranks[node] = next;
      if (members.length > 1) groups.push({ members, rank: next });
      next += members.length;
    }
    return groups;
  }
}

/** Numbers as text of fixed width, so that texts are ordered as the numbers are, whatever these are exactly. */
function spell(ranks: readonly number[]): string {
  let text = "";
  for (const rank of ranks) text += String.fromCharCode(rank >>> 15, rank & 0x7fff);
  return text;
}
