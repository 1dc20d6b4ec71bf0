import type { Pointer } from "@surety/model/pointer";
import type { Contract } from "@surety/engine-spec/contract";
import type { Schema } from "@surety/engine-spec/schema";
import { contractPaths } from "../contract-paths.ts";
import { resolveSchema } from "../resolve-schema.ts";
import type { Rule } from "../rule.ts";

/** Steps of the search in one document: far beyond any real API, and an end for a hostile one. */
const MAX_STEPS = 100_000;

interface Node {
  readonly children: Map<string, Node>;
  /** Schemas of the parameters that stand here. */
  readonly schemas: Schema[];
  end?: { readonly path: string; readonly pointer: Pointer };
}

export const pathsUnambiguous: Rule = {
  name: "surety-paths-unambiguous",
  severity: "warning",
  summary: "No URL matches two path templates.",
  why: "OpenAPI only says that a concrete path wins over a templated one. When `/orders/{id}/archive` and `/orders/latest/{part}` both match `/orders/latest/archive`, the answer depends on the router, its version, or the order of two lines of code.",
  bad: `paths:
  /orders/{id}/archive:
    get: {responses: {"200": {description: Archived}}}
  /orders/latest/{part}:
    get: {responses: {"200": {description: A part}}}
`,
  good: `paths:
  /orders/{id}/archive:
    get: {responses: {"200": {description: Archived}}}
  /latest-order/{part}:
    get: {responses: {"200": {description: A part}}}
`,
  fix: "Give one of the two its own first segment, or restrict the parameter so far that the two cannot meet and say so in its pattern.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#path-templating-matching",
  *check(contract) {
    const root = pathTree(contract);
    const reported = new Set<string>();
    for (const [first, second] of overlaps(root)) {
      if (reported.has(second.path)) continue;
      reported.add(second.path);
      yield {
        pointer: second.pointer,
        message: `Some URLs match both \`${second.path}\` and \`${first.path}\`; which one answers is up to the router.`,
        hint: "Give one of them a path that the other cannot match.",
      };
    }
  },
};

function pathTree(contract: Contract): Node {
  const root: Node = { children: new Map(), schemas: [] };
  for (const { path, pointer, segments, operations } of contractPaths(contract)) {
    const parameters = operations.flatMap((operation) => operation.parameters.filter((each) => each.in === "path"));
    let node = root;
    for (const { text, isParameter } of segments) {
      const key = isParameter ? "{}" : text;
      let child = node.children.get(key);
      if (child === undefined) node.children.set(key, (child = { children: new Map(), schemas: [] }));
      const parameter = isParameter ? parameters.find((each) => each.name === text.slice(1, -1)) : undefined;
      if (parameter !== undefined) child.schemas.push(resolveSchema(parameter.schema));
      node = child;
    }
    node.end ??= { path, pointer };
  }
  return root;
}

/** Pairs of templates where each is more concrete than the other somewhere. Walks pairs of tree nodes that one URL reaches. */
function* overlaps(root: Node): Iterable<[NonNullable<Node["end"]>, NonNullable<Node["end"]>]> {
  type Pair = { a: Node; b: Node; aIsConcrete: boolean; bIsConcrete: boolean };
  const stack: Pair[] = [{ a: root, b: root, aIsConcrete: false, bIsConcrete: false }];
  for (let step = 0, pair = stack.pop(); pair !== undefined && step < MAX_STEPS; step += 1, pair = stack.pop()) {
    const { a, b, aIsConcrete, bIsConcrete } = pair;
    if (a.end !== undefined && b.end !== undefined && aIsConcrete && bIsConcrete) yield [a.end, b.end];
    const [aAny, bAny] = [a.children.get("{}"), b.children.get("{}")];
    if (a === b) {
      for (const child of a.children.values()) stack.push({ a: child, b: child, aIsConcrete, bIsConcrete });
    } else {
      const [few, many] = a.children.size <= b.children.size ? [a, b] : [b, a];
      for (const key of few.children.keys()) {
        const [left, right] = [a.children.get(key), b.children.get(key)];
        if (many.children.has(key) && left !== undefined && right !== undefined)
          stack.push({ a: left, b: right, aIsConcrete, bIsConcrete });
      }
      if (aAny !== undefined) for (const child of concrete(b, aAny)) stack.push({ a: aAny, b: child, aIsConcrete, bIsConcrete: true });
    }
    if (bAny !== undefined) for (const child of concrete(a, bAny)) stack.push({ a: child, b: bAny, aIsConcrete: true, bIsConcrete });
  }
}

/** Children of `node` whose text the parameter may also have. */
function* concrete(node: Node, parameter: Node): Iterable<Node> {
  for (const [text, child] of node.children) {
    if (text !== "{}" && (parameter.schemas.length === 0 || parameter.schemas.some((schema) => mayBe(schema, text)))) yield child;
  }
}

/** False only where the schema surely excludes the text. */
function mayBe({ types, enum: values, format }: Schema, text: string): boolean {
  if (values !== undefined) return values.some((value) => value === text || (typeof value === "number" && String(value) === text));
  if (format === "uuid") return /^[0-9a-f-]{36}$/i.test(text);
  return types === undefined || types.has("string") || !Number.isNaN(Number(text));
}
