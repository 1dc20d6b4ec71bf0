import type { CanonicalGraph } from "./canonical-graph.ts";
import { mergeScalars, type UnsupportedText } from "./merge-scalars.ts";
import type { Schema } from "./schema.ts";
import { type Conjunction, ConjunctionReader, saysOnly } from "./schema-conjunction.ts";

interface Pending {
  readonly node: number;
  readonly conjunction: Conjunction;
}

/** Named children of a node, in canonical order. */
type Edges = [name: string, child: number][];

/**
 * Nodes of the canonical graph for schemas. Schemas that say the same in another composition (by `$ref`, `allOf`, one-armed
 * `oneOf`, any spelling of null) get equal nodes. Filled from a list, so recursion of schemas costs no stack.
 */
export class CanonicalSchemas {
  readonly #graph: CanonicalGraph;
  readonly #conjunctions: ConjunctionReader;
  readonly #unsupported: UnsupportedText;
  readonly #exact: boolean;
  #meetsUnevaluated = false;
  readonly #numbers = new Map<Schema, number>();
  readonly #ofSchema = new Map<Schema, number>();
  readonly #ofParts = new Map<string, number>();
  readonly #pending: Pending[] = [];
  readonly #null: number;

  /** `exact`: a keyword that accepts everything is kept, because `unevaluated…` keywords see it. */
  constructor(graph: CanonicalGraph, unsupported: UnsupportedText, exact: boolean) {
    this.#graph = graph;
    this.#exact = exact;
    this.#conjunctions = new ConjunctionReader(graph);
    this.#unsupported = unsupported;
    this.#null = graph.add('schema types="null"');
  }

  /** An `unevaluated…` keyword was met, so that the canonical form has to be exact. */
  get needsExactness(): boolean {
    return this.#meetsUnevaluated && !this.#exact;
  }

  /** The node of a schema; described after {@link fill}. */
  node(schema: Schema): number {
    const known = this.#ofSchema.get(schema);
    if (known !== undefined) return known;
    const node = this.#both([schema]);
    this.#ofSchema.set(schema, node);
    return node;
  }

  /** Whether values are never lists or objects. */
  isScalar(schema: Schema): boolean {
    return this.#conjunctions.read([schema]).parts.some(({ types }) => types && !types.has("array") && !types.has("object"));
  }

  fill(): void {
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) this.#describe(next);
  }

  /** The node of what schemas say together. */
  #both(sources: readonly Schema[]): number {
    const conjunction = this.#conjunctions.read(sources);
    const { parts, orNull } = conjunction;
    this.#graph.spend(parts.length > 1 ? 8 * parts.length : 1);
    const key =
      (orNull ? "?" : "") +
      (parts.length === 1 && parts[0]
        ? this.#numberOf(parts[0])
        : parts
            .map((part) => this.#numberOf(part))
            .sort((a, b) => a - b)
            .join(","));
    const known = this.#ofParts.get(key);
    if (known !== undefined) return known;
    const node = this.#graph.reserve();
    this.#ofParts.set(key, node);
    this.#pending.push({ node, conjunction });
    return node;
  }

  #all(sources: readonly Schema[]): number {
    const [only] = sources;
    return sources.length === 1 && only ? this.node(only) : this.#both(sources);
  }

  #numberOf(part: Schema): number {
    let number = this.#numbers.get(part);
    if (number === undefined) this.#numbers.set(part, (number = this.#numbers.size));
    return number;
  }

  #describe({ node, conjunction: { parts, orNull } }: Pending): void {
    const takesNull = orNull && parts.every(isOpenToNull);
    const together = parts.some(isApart) ? parts.filter((part) => !isApart(part)) : parts;
    const edges = this.#edges(together);
    if (together.length < parts.length) this.#meetsUnevaluated = true;
    if (together.length < parts.length)
      edges.push([
        "apart",
        this.#graph.add(
          "apart",
          parts.filter(isApart).map((part) => this.#describeApart(part)),
          "set",
        ),
      ]);
    const label = `schema${mergeScalars(parts, this.#unsupported, takesNull)}`;
    if (!orNull || takesNull) this.#link(node, label, edges);
    else
      this.#link(node, "schema", [
        [
          "choices",
          this.#graph.add(
            "choices",
            [this.#graph.add("anyOf", [this.#link(this.#graph.reserve(), label, edges), this.#null], "set")],
            "set",
          ),
        ],
      ]);
  }

  #link(node: number, label: string, edges: Edges): number {
    return this.#graph.describe(
      node,
      edges.reduce((text, [name]) => `${text} ${name}`, label),
      edges.map(([, child]) => child),
    );
  }

  /** `unevaluated…` depends on how the schema beside it is composed, so such a schema is kept as it is written. */
  #describeApart(part: Schema): number {
    const edges = this.#edges([part]);
    for (const name of ["unevaluatedItems", "unevaluatedProperties"] as const) if (part[name]) edges.push([name, this.node(part[name])]);
    const composed = [
      part.ref,
      ...(part.allOf ?? []),
      ...(part.anyOf?.length === 1 ? part.anyOf : []),
      ...(part.oneOf?.length === 1 ? part.oneOf : []),
    ].filter((schema) => schema !== undefined);
    if (composed.length > 0)
      edges.push([
        "composed",
        this.#graph.add(
          "composed",
          composed.map((schema) => this.node(schema)),
          "set",
        ),
      ]);
    return this.#link(this.#graph.reserve(), "apart", edges);
  }

  #edges(parts: readonly Schema[]): Edges {
    const edges: Edges = [];
    if (
      parts.some(
        (part) => part.properties || part.patternProperties || part.additionalProperties || part.propertyNames || part.dependentSchemas,
      )
    )
      this.#addObjects(edges, parts);
    if (parts.some((part) => part.items || part.prefixItems || part.contains)) this.#addArrays(edges, parts);
    const content = parts.flatMap((part) => part.contentSchema ?? []);
    if (content.length > 0) edges.push(["content", this.#all(content)]);
    if (parts.some((part) => part.anyOf || part.oneOf || part.not || part.if || part.discriminator)) this.#addChoices(edges, parts);
    return edges;
  }

  /** `additionalProperties` speaks of the properties beside it: a schema that has it is kept together, others are merged. */
  #addObjects(edges: Edges, parts: readonly Schema[]): void {
    const open = parts.filter((part) => !this.#othersOf(part));
    this.#addNamed(
      edges,
      "property",
      open.map((part) => part.properties),
    );
    this.#addNamed(
      edges,
      "pattern",
      open.map((part) => part.patternProperties),
    );
    const closed = parts.flatMap((part) => {
      const others = this.#othersOf(part);
      if (!others) return [];
      const own: Edges = [["additional", this.node(others)]];
      this.#addNamed(own, "property", [part.properties]);
      this.#addNamed(own, "pattern", [part.patternProperties]);
      return [this.#link(this.#graph.reserve(), "object", own)];
    });
    if (closed.length > 0) edges.push(["objects", this.#graph.add("objects", closed, "set")]);
    const names = parts.flatMap((part) => part.propertyNames ?? []);
    if (names.length > 0) edges.push(["propertyNames", this.#all(names)]);
    this.#addNamed(
      edges,
      "dependent",
      parts.map((part) => part.dependentSchemas),
    );
  }

  /** What `additionalProperties` asks, if anything. */
  #othersOf({ additionalProperties: others }: Schema): Schema | undefined {
    return others && (this.#exact || !this.#isAnything(others)) ? others : undefined;
  }

  #isAnything(schema: Schema): boolean {
    const { parts, orNull } = this.#conjunctions.read([schema]);
    return parts.length === 0 && !orNull;
  }

  #addNamed(edges: Edges, kind: string, maps: readonly (ReadonlyMap<string, Schema> | undefined)[]): void {
    const byName = new Map<string, Schema[]>();
    for (const map of maps) {
      for (const [name, schema] of map ?? []) {
        const list = byName.get(name);
        if (list) list.push(schema);
        else byName.set(name, [schema]);
      }
    }
    for (const name of [...byName.keys()].sort()) edges.push([`${kind} ${JSON.stringify(name)}`, this.#all(byName.get(name)!)]);
  }

  /** `items` speaks of what follows the `prefixItems` beside it. */
  #addArrays(edges: Edges, parts: readonly Schema[]): void {
    const items = parts.flatMap((part) => (part.items && !part.prefixItems ? [part.items] : []));
    if (items.length > 0 && (this.#exact || this.#conjunctions.read(items).parts.length > 0)) edges.push(["items", this.#all(items)]);
    const tuples = parts.flatMap((part) => {
      if (!part.prefixItems) return [];
      const prefix = part.prefixItems.map((item) => this.node(item));
      return [part.items ? this.#graph.add("tuple, others", [...prefix, this.node(part.items)]) : this.#graph.add("tuple", prefix)];
    });
    if (tuples.length > 0) edges.push(["tuples", this.#graph.add("tuples", tuples, "set")]);
    const contains = parts.flatMap((part) =>
      part.contains ? [this.#graph.add(`contains ${part.minContains ?? 1} ${part.maxContains ?? ""}`, [this.node(part.contains)])] : [],
    );
    if (contains.length > 0) edges.push(["contains", this.#graph.add("contains", contains, "set")]);
  }

  #addChoices(edges: Edges, parts: readonly Schema[]): void {
    const choices: number[] = [];
    for (const part of parts) {
      if (part.anyOf && part.anyOf.length > 1) choices.push(this.#graph.add("anyOf", this.#arms(part.anyOf), "set"));
      if (part.oneOf && part.oneOf.length > 1)
        choices.push(
          this.#graph.add(
            "oneOf",
            part.oneOf.map((arm) => this.node(arm)),
            "bag",
          ),
        );
      if (part.not) choices.push(this.#graph.add("not", [this.node(part.not)]));
      if (part.if && (part.then || part.else)) {
        const branches = [part.if, part.then, part.else].filter((schema) => schema !== undefined);
        choices.push(
          this.#graph.add(
            `if${part.then ? " then" : ""}${part.else ? " else" : ""}`,
            branches.map((schema) => this.node(schema)),
          ),
        );
      }
    }
    if (choices.length > 0) edges.push(["choices", this.#graph.add("choices", choices, "set")]);
    const discriminators = parts.flatMap((part) => part.discriminator ?? []);
    for (const name of [...new Set(discriminators.map(({ propertyName }) => propertyName))].sort()) {
      this.#addNamed(
        edges,
        `mapping ${JSON.stringify(name)}`,
        discriminators.filter(({ propertyName }) => propertyName === name).map(({ mapping }) => mapping),
      );
    }
  }

  /** `anyOf` inside `anyOf` is one. */
  #arms(arms: readonly Schema[]): readonly number[] {
    const flat = new Set(arms);
    for (const arm of flat) {
      const { parts, orNull } = this.#conjunctions.read([arm]);
      const [only] = parts;
      if (orNull || parts.length !== 1 || !only?.anyOf || !saysOnly(only, "anyOf")) continue;
      flat.delete(arm);
      for (const inner of only.anyOf) flat.add(inner);
    }
    return [...flat].map((arm) => this.node(arm));
  }
}

function isApart(part: Schema): boolean {
  return part.unevaluatedItems !== undefined || part.unevaluatedProperties !== undefined;
}

/** Whether null is let in by types and enum alone. */
function isOpenToNull(part: Schema): boolean {
  return !part.never && !part.anyOf && !part.oneOf && !part.not && !part.if && !part.unsupported && !isApart(part);
}
