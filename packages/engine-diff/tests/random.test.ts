import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "@surety/model/changes";
import { changesOf, outline, read } from "./diff.ts";
import type { Node } from "./diff.ts";
import { listCorpus, readCorpusText } from "./corpus.ts";
import { refute } from "./witnesses.ts";

const RUNS = Number(process.env["RANDOM_RUNS"] ?? 8);

/** Small JSON documents whose base is rewritten; without the corpus, one that is written here. */
const documents: readonly (readonly [string, string])[] = [
  ["a shop", JSON.stringify(shop())],
  ...["adyen-webhook-v3-v4", "adyen-checkout-v70-v71"]
    .filter((name) => listCorpus("pairs/").includes(name))
    .map((name) => [name, readCorpusText(`pairs/${name}/base.json.gz`) ?? ""] as const),
  ...["petstore"]
    .filter((name) => listCorpus("documents/").includes(`${name}.json.gz`))
    .map((name) => [name, readCorpusText(`documents/${name}.json.gz`) ?? ""] as const),
];

function shop(): Node {
  const order = {
    type: "object",
    required: ["id"],
    properties: {
      id: { type: "string" },
      state: { type: "string", enum: ["open", "closed"] },
      lines: { type: "array", items: { $ref: "#/components/schemas/Line" } },
    },
  };
  const line = {
    type: "object",
    required: ["sku", "count"],
    properties: {
      sku: { type: "string", maxLength: 20 },
      count: { type: "integer", minimum: 1 },
      parent: { $ref: "#/components/schemas/Line" },
    },
  };
  const json = { content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } } };
  return {
    openapi: "3.0.3",
    info: { title: "Shop", version: "1" },
    components: { schemas: { Order: order, Line: line } },
    paths: {
      "/orders/{id}": {
        get: {
          parameters: [{ in: "path", name: "id", required: true, schema: { type: "string" } }],
          responses: { "200": { description: "ok", ...json } },
        },
      },
      "/orders": { post: { requestBody: { required: true, ...json }, responses: { "201": { description: "ok", ...json } } } },
    },
  };
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

interface Slot {
  readonly holder: Node;
  readonly name: string;
  readonly schema: Node;
}

/** Places that hold a schema: bodies, parameters, and what they contain and refer to. */
function slotsOf(document: Node): readonly Slot[] {
  const slots: Slot[] = [];
  const seen = new Set<unknown>();
  const schema = (holder: Node, name: string): void => {
    const value = holder[name];
    if (!isNode(value) || seen.has(value)) return;
    seen.add(value);
    slots.push({ holder, name, schema: value });
    if (isNode(value["properties"])) for (const key of Object.keys(value["properties"])) schema(value["properties"], key);
    schema(value, "items");
    if (typeof value["$ref"] === "string" && value["$ref"].startsWith("#/components/schemas/")) {
      const { components } = document;
      if (isNode(components) && isNode(components["schemas"])) schema(components["schemas"], value["$ref"].slice(21));
    }
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isNode(value))
      for (const key of Object.keys(value))
        if (key === "schema") schema(value, key);
        else if (key !== "example" && key !== "examples") visit(value[key]);
  };
  visit(document["paths"]);
  visit(document["webhooks"]);
  return slots;
}

const schemasOf = (document: Node): Node => {
  const components = (document["components"] ??= {});
  if (!isNode(components)) return {};
  const schemas = (components["schemas"] ??= {});
  return isNode(schemas) ? schemas : {};
};

/** Each rewrites one place without changing what it means. */
const REFACTORS: readonly ((document: Node, slot: Slot, seed: number) => void)[] = [
  (document, { holder, name, schema }, seed) => {
    schemasOf(document)[`Moved${seed}`] = schema;
    holder[name] = { $ref: `#/components/schemas/Moved${seed}` };
  },
  (document, { holder, name, schema }) => {
    const target = typeof schema["$ref"] === "string" ? schemasOf(document)[schema["$ref"].slice(21)] : undefined;
    if (isNode(target)) holder[name] = structuredClone(target);
  },
  (_document, { holder, name, schema }, seed) => {
    holder[name] = { [["allOf", "anyOf", "oneOf"][seed % 3] ?? "allOf"]: [schema] };
  },
  (_document, { schema }) => {
    for (const keyword of ["required", "enum"]) if (Array.isArray(schema[keyword])) schema[keyword] = schema[keyword].toReversed();
    if (isNode(schema["properties"])) schema["properties"] = Object.fromEntries(Object.entries(schema["properties"]).toReversed());
  },
  (_document, { schema }) => {
    if (schema["$ref"] === undefined) Object.assign(schema, { description: "Said another way.", title: "Renamed" });
  },
  (_document, { holder, name, schema }) => {
    if (
      !isNode(schema["properties"]) ||
      schema["additionalProperties"] !== undefined ||
      schema["allOf"] !== undefined ||
      schema["nullable"] === true
    )
      return;
    const { properties, ...rest } = schema;
    holder[name] = { ...rest, allOf: [{ type: "object", properties }] };
  },
];

describe.each(documents)("%s", (_name, text) => {
  const rewrite = fc.array(fc.tuple(fc.nat(REFACTORS.length - 1), fc.nat(), fc.nat(1_000_000)), { minLength: 1, maxLength: 12 });

  test("has no changes after any refactor", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(rewrite, (steps) => {
        const document: Node = JSON.parse(text);
        for (const [which, where, seed] of steps) {
          const slots = slotsOf(document);
          const slot = slots[where % slots.length];
          if (slot !== undefined) REFACTORS[which]?.(document, slot, seed);
        }
        expect(outline(changesOf(text, document))).toEqual([]);
      }),
      { numRuns: RUNS, seed: 3 },
    );
  });

  test("shows a mutation, and proves it where it breaks", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (where) => {
        const document: Node = JSON.parse(text);
        const strings = slotsOf(document).filter(
          ({ schema }) =>
            schema["type"] === "string" &&
            schema["enum"] === undefined &&
            ["format", "pattern", "minLength", "maxLength", "readOnly"].every((keyword) => schema[keyword] === undefined),
        );
        const slot = strings[where % Math.max(1, strings.length)];
        if (slot === undefined) return;
        slot.schema["minLength"] = 7;
        slot.schema["maxLength"] = 7;
        const changes = changesOf(text, document);
        const limits = changes.filter(({ kind }) => /-(min|max)-length-/.test(kind));
        const proved = (change: Change): boolean => change.level === "breaking" && change.direction === "request";
        expect(limits.length).toBeGreaterThan(0);
        for (const change of limits) {
          expect(change.level === "safe" ? change.direction === "response" || change.kind.endsWith("widened") : proved(change)).toBe(true);
          if (change.level === "breaking") expect(await refute(change, read(text), read(document))).toBeNull();
        }
      }),
      { numRuns: RUNS, seed: 4 },
    );
  });
});
