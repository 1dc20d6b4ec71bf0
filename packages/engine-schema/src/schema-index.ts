import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";
import { jsonKey } from "./json-values.ts";
import { isPureReference } from "./view.ts";

/** One schema position below another. Positions whose order means nothing have the same edge. */
type Child = readonly [edge: string, schema: Schema];

/**
 * Numbers schemas so that equal numbers mean equal schemas, across documents and through references: two nodes get
 * one number when they are written alike, apart from order, names of components and prose.
 *
 * Invariants: (1) equal numbers are sound, different numbers prove nothing; (2) cost is linear in the schemas seen,
 * plus the size of each knot of recursive schemas times its depth.
 */
export class SchemaIndex {
  readonly #numbers = new WeakMap<Schema, number>();
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
      for (const [, child] of childrenOf(node)) seen.add(child);
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
    const order = new Map<Schema, { index: number; low: number; onStack: boolean }>();
    const stack: Schema[] = [];
    const frames: { node: Schema; children: readonly Child[]; next: number }[] = [];
    const enter = (node: Schema): void => {
      order.set(node, { index: order.size, low: order.size, onStack: true });
      stack.push(node);
      frames.push({ node, children: childrenOf(node), next: 0 });
    };
    enter(root);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const own = order.get(frame.node);
      const child = frame.children[frame.next];
      if (own === undefined) break;
      if (child !== undefined) {
        frame.next += 1;
        const target = child[1];
        if (this.#numbers.has(target)) continue;
        const known = order.get(target);
        if (known === undefined) enter(target);
        else if (known.onStack) own.low = Math.min(own.low, known.index);
        continue;
      }
      frames.pop();
      const parent = frames.at(-1);
      const above = parent === undefined ? undefined : order.get(parent.node);
      if (above !== undefined) above.low = Math.min(above.low, own.low);
      if (own.low !== own.index) continue;
      const knot: Schema[] = [];
      for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
        const entry = order.get(node);
        if (entry !== undefined) entry.onStack = false;
        knot.push(node);
        if (node === frame.node) break;
      }
      this.#numberKnot(knot);
    }
    return this.#numbers.get(root) ?? 0;
  }

  #numberKnot(knot: readonly Schema[]): void {
    const [only] = knot;
    if (knot.length === 1 && only !== undefined) {
      const children = childrenOf(only);
      if (!children.some(([, child]) => child === only)) {
        this.#numbers.set(only, this.#numberOf(only, children));
        return;
      }
    }
    this.#numberCycle(knot);
  }

  #numberOf(node: Schema, children: readonly Child[]): number {
    if (isPureReference(node) && node.ref !== undefined) return this.#numbers.get(node.ref) ?? 0;
    const parts = children.map(([edge, child]) => `${edge}${this.#numbers.get(child) ?? 0};`);
    return this.#intern(localKey(node) + parts.sort().join(""));
  }

  /** Partition refinement inside a knot of mutually recursive schemas; see invariant 1. */
  #numberCycle(knot: readonly Schema[]): void {
    const inside = new Set(knot);
    const edges = new Map(knot.map((node) => [node, childrenOf(node).map(([edge, child]) => [edge, throughReferences(child, inside)] as const)]));
    let colors = new Map<Schema, number>();
    for (const node of knot) colors.set(node, this.#intern(`cycle${localKey(node)}`));
    for (let classes = 0; ; ) {
      const next = new Map<Schema, number>();
      for (const node of knot) {
        const parts = (edges.get(node) ?? []).map(([edge, child]) => `${edge}${inside.has(child) ? `~${colors.get(child) ?? 0}` : (this.#numbers.get(child) ?? 0)};`);
        next.set(node, this.#intern(`round${colors.get(node) ?? 0}|${parts.sort().join("")}`));
      }
      const count = new Set(next.values()).size;
      colors = next;
      if (count === classes) break;
      classes = count;
    }
    const real = knot.filter((node) => !isPureReference(node));
    const signature = [...new Set(real.map((node) => colors.get(node) ?? 0))].sort((a, b) => a - b).join(",");
    const group = this.#intern(`knot${signature}`);
    for (const node of knot) {
      const target = throughReferences(node, inside);
      this.#numbers.set(node, this.#intern(`in${group}:${colors.get(target) ?? 0}`));
    }
  }
}

/** Pure references inside a knot stand for their target, so that inlining one changes no number. */
function throughReferences(schema: Schema, inside: ReadonlySet<Schema>): Schema {
  let node = schema;
  for (let hops = 0; node.ref !== undefined && hops <= inside.size && isPureReference(node) && inside.has(node); hops += 1) node = node.ref;
  return node;
}

const byName = (left: readonly [string, unknown], right: readonly [string, unknown]): number => (left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : 0);

function childrenOf(schema: Schema): Child[] {
  const children: Child[] = [];
  const one = (edge: string, child: Schema | undefined): void => {
    if (child !== undefined) children.push([edge, child]);
  };
  const list = (edge: string, items: readonly Schema[] | undefined): void => {
    for (const item of items ?? []) children.push([edge, item]);
  };
  const map = (edge: string, items: ReadonlyMap<string, Schema> | undefined): void => {
    for (const [name, child] of [...(items ?? [])].sort(byName)) children.push([`${edge}${JSON.stringify(name)}`, child]);
  };
  one("ref", schema.ref);
  map("p", schema.properties);
  one("i", schema.items);
  for (const [index, item] of (schema.prefixItems ?? []).entries()) children.push([`x${index}=`, item]);
  list("A", schema.allOf);
  list("Y", schema.anyOf);
  list("O", schema.oneOf);
  one("a", schema.additionalProperties);
  map("r", schema.patternProperties);
  one("n", schema.propertyNames);
  map("d", schema.dependentSchemas);
  one("c", schema.contains);
  one("!", schema.not);
  one("if", schema.if);
  one("then", schema.then);
  one("else", schema.else);
  one("ui", schema.unevaluatedItems);
  one("up", schema.unevaluatedProperties);
  map("D", schema.discriminator?.mapping);
  return children;
}

const VALUES = [
  "never", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "format",
  "contentEncoding", "contentMediaType", "minContains", "maxContains", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
  "readOnly", "writeOnly", "deprecated",
] as const;

/** Everything that a node says itself, in one order. */
function localKey(schema: Schema): string {
  let key = "{";
  for (const keyword of VALUES) {
    const value = schema[keyword];
    if (value !== undefined && value !== false) key += `${keyword}:${typeof value === "string" ? JSON.stringify(value) : value};`;
  }
  const set = (keyword: string, items: Iterable<string> | undefined): void => {
    if (items !== undefined) key += `${keyword}:${[...items].sort().join()};`;
  };
  set("types", schema.types);
  set("enum", schema.enum?.map(jsonKey));
  set("required", schema.required === undefined ? undefined : [...schema.required].map((name) => JSON.stringify(name)));
  set("extensible", schema.extensibleEnum?.map(jsonKey));
  set("unsupported", schema.unsupported);
  for (const [name, needed] of [...(schema.dependentRequired ?? [])].sort(byName)) set(`needs${JSON.stringify(name)}`, needed.map((other) => JSON.stringify(other)));
  if (schema.discriminator !== undefined) key += `discriminator:${JSON.stringify(schema.discriminator.propertyName)};`;
  const value: Json | undefined = schema.default;
  return value === undefined ? key : `${key}default:${jsonKey(value)};`;
}
