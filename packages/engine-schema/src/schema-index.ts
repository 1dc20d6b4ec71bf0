import type { Schema } from "@surety/engine-spec/schema";
import { describeSchema } from "./describe-schema.ts";
import type { Child, Description } from "./describe-schema.ts";

/**
 * Numbers schemas so that equal numbers mean equal schemas, across documents and through references: two nodes get
 * one number when they are written alike, apart from order, names of components and prose.
 *
 * Invariants: (1) equal numbers are sound, different numbers prove nothing; (2) cost is linear in the schemas seen,
 * plus the size of each knot of recursive schemas times its depth.
 */
export class SchemaIndex {
  readonly #numbers = new Map<Schema, number>();
  readonly #interned = new Map<string, number>();

  of(schema: Schema): number {
    return this.#numbers.get(schema) ?? this.#visit(schema);
  }

  readonly #unsupported = new Map<Schema, boolean>();

  /** Whether a keyword that is not understood can be reached. */
  hasUnsupported(schema: Schema): boolean {
    const known = this.#unsupported.get(schema);
    if (known !== undefined) return known;
    const seen = new Set([schema]);
    let found = false;
    for (const node of seen) {
      if (this.#unsupported.get(node) === true || (node.unsupported ?? []).length > 0) found = true;
      if (found) break;
      if (this.#unsupported.get(node) === false) continue;
      for (const { schema: child } of describeSchema(node).children) seen.add(child);
    }
    this.#unsupported.set(schema, found);
    if (!found) for (const node of seen) this.#unsupported.set(node, false);
    return found;
  }

  #intern(key: string): number {
    const known = this.#interned.get(key);
    if (known !== undefined) return known;
    const next = this.#interned.size + 1;
    this.#interned.set(key, next);
    return next;
  }

  /** Tarjan's strongly connected components, without recursion: components come out children first. */
  #visit(root: Schema): number {
    const entries = new Map<Schema, Entry>();
    const stack: Entry[] = [];
    const frames: Entry[] = [];
    const enter = (node: Schema): void => {
      const entry: Entry = { node, description: describeSchema(node), next: 0, index: entries.size, low: entries.size, onStack: true };
      entries.set(node, entry);
      stack.push(entry);
      frames.push(entry);
    };
    enter(root);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const child = frame.description.children[frame.next];
      if (child !== undefined) {
        frame.next += 1;
        if (this.#numbers.has(child.schema)) continue;
        const known = entries.get(child.schema);
        if (known === undefined) enter(child.schema);
        else if (known.onStack) frame.low = Math.min(frame.low, known.index);
        continue;
      }
      frames.pop();
      const parent = frames.at(-1);
      if (parent !== undefined) parent.low = Math.min(parent.low, frame.low);
      if (frame.low === frame.index) this.#numberKnot(stack.splice(stack.lastIndexOf(frame)));
    }
    return this.#numbers.get(root) ?? 0;
  }

  #numberKnot(knot: readonly Entry[]): void {
    for (const entry of knot) entry.onStack = false;
    const [only] = knot;
    if (knot.length > 1 || only === undefined) return this.#numberCycle(knot);
    const { node, description } = only;
    if (description.children.some(({ schema }) => schema === node)) return this.#numberCycle(knot);
    this.#numbers.set(node, this.#numberOf(description));
  }

  #numberOf({ local, children, refersTo }: Description): number {
    if (refersTo !== null) return this.#numbers.get(refersTo) ?? 0;
    if (children.length === 0) return this.#intern(local);
    const parts = children.map(({ edge, schema }) => `${edge}${this.#numbers.get(schema) ?? 0};`);
    return this.#intern(local + (parts.length > 1 ? parts.sort().join("") : parts[0]));
  }

  /** Partition refinement inside a knot of mutually recursive schemas; see invariant 1. */
  #numberCycle(knot: readonly Entry[]): void {
    const inside = new Map(knot.map((entry) => [entry.node, entry]));
    const through = (child: Child): Child => ({ edge: child.edge, schema: throughReferences(child.schema, inside) });
    const edges = new Map(knot.map(({ node, description }) => [node, description.children.map(through)]));
    let colors = new Map<Schema, number>();
    for (const { node, description } of knot) colors.set(node, this.#intern(`cycle${description.local}`));
    for (let classes = 0; ; ) {
      const next = new Map<Schema, number>();
      for (const { node } of knot) {
        const parts = (edges.get(node) ?? []).map(
          ({ edge, schema }) => `${edge}${inside.has(schema) ? `~${colors.get(schema) ?? 0}` : (this.#numbers.get(schema) ?? 0)};`,
        );
        next.set(node, this.#intern(`round${colors.get(node) ?? 0}|${parts.sort().join("")}`));
      }
      const count = new Set(next.values()).size;
      colors = next;
      if (count === classes) break;
      classes = count;
    }
    const real = knot.filter(({ description }) => description.refersTo === null);
    const signature = [...new Set(real.map(({ node }) => colors.get(node) ?? 0))].sort((a, b) => a - b).join(",");
    const group = this.#intern(`knot${signature}`);
    for (const { node } of knot) {
      const target = throughReferences(node, inside);
      this.#numbers.set(node, this.#intern(`in${group}:${colors.get(target) ?? 0}`));
    }
  }
}

/** A schema on the way through the graph (Tarjan). */
interface Entry {
  readonly node: Schema;
  readonly description: Description;
  next: number;
  readonly index: number;
  low: number;
  onStack: boolean;
}

/** Pure references inside a knot stand for their target, so that inlining one changes no number. */
function throughReferences(schema: Schema, inside: ReadonlyMap<Schema, Entry>): Schema {
  let node = schema;
  for (let hops = 0; hops <= inside.size; hops += 1) {
    const target = inside.get(node)?.description.refersTo ?? null;
    if (target === null) break;
    node = target;
  }
  return node;
}
