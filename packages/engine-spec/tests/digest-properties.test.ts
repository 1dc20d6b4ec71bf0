import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { corpusBytes, hasCorpus, read } from "./read.ts";
import { Dice, MUTATIONS, type Node, REFACTORINGS } from "./refactor-document.ts";

const TREE: Node = {
  openapi: "3.0.3",
  info: { title: "t", version: "1" },
  paths: {
    "/trees/{id}/{part}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        parameters: [
          { name: "part", in: "path", required: true, schema: { type: "integer" } },
          { name: "q", in: "query", schema: { type: "array", items: { type: "string", enum: ["a", "b", "c"] } } },
        ],
        responses: { 200: { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/Tree" } } } } },
      },
      put: {
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: { tree: { $ref: "#/components/schemas/Tree" }, note: { type: "string", nullable: true } },
                required: ["tree"],
              },
            },
          },
        },
        responses: {
          default: { description: "error", content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } } },
        },
      },
    },
  },
  components: {
    schemas: {
      Tree: {
        type: "object",
        required: ["left", "value"],
        properties: {
          left: { $ref: "#/components/schemas/Branch" },
          right: { $ref: "#/components/schemas/Branch" },
          value: { $ref: "#/components/schemas/Value" },
        },
      },
      Branch: {
        allOf: [{ $ref: "#/components/schemas/Base" }, { type: "object", properties: { tree: { $ref: "#/components/schemas/Tree" } } }],
      },
      Base: {
        type: "object",
        properties: { id: { type: "string" }, parent: { nullable: true, allOf: [{ $ref: "#/components/schemas/Tree" }] } },
        required: ["id"],
      },
      Value: {
        oneOf: [
          { type: "integer" },
          { $ref: "#/components/schemas/Kind" },
          { type: "array", items: { $ref: "#/components/schemas/Value" } },
        ],
      },
      Kind: { type: "string", enum: ["x", "y", "z"] },
      Problem: { type: "object", properties: { title: { type: "string" } }, additionalProperties: { type: "string" } },
    },
  },
};

const digest = (document: Node): string => read(document).contractDigest;
const refactorings = Object.keys(REFACTORINGS);
const mutations = Object.keys(MUTATIONS);

function refactored(document: Node, steps: readonly string[], seed: number): Node {
  const copy = structuredClone(document);
  const dice = new Dice(seed);
  for (const step of steps) REFACTORINGS[step]?.(copy, dice);
  return copy;
}

function expectStable(document: Node, runs: number): void {
  const expected = digest(document);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...refactorings), { minLength: 1, maxLength: 12 }), fc.nat(), (steps, seed) => {
      expect(digest(refactored(document, steps, seed))).toBe(expected);
    }),
    { numRuns: runs },
  );
}

function expectSensitive(document: Node, runs: number): void {
  const expected = digest(document);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...refactorings), { maxLength: 4 }),
      fc.constantFrom(...mutations),
      fc.nat(),
      (steps, mutation, seed) => {
        const copy = refactored(document, steps, seed);
        const changed = MUTATIONS[mutation]?.(copy, new Dice(seed + 1));
        if (changed) expect(digest(copy)).not.toBe(expected);
      },
    ),
    { numRuns: runs },
  );
}

describe("contractDigest of random documents", () => {
  it("survives refactorings", () => {
    expect(() => expectStable(TREE, 300)).not.toThrow();
  });

  it("sees changes of meaning", () => {
    expect(() => expectSensitive(TREE, 300)).not.toThrow();
  });

  it.skipIf(!hasCorpus).each([
    ["documents/petstore.json.gz", 100],
    ["pairs/adyen-webhook-v3-v4/base.json.gz", 25],
    ["documents/twilio.json.gz", 4],
  ])("survives refactorings of %s and sees changes", (path, runs) => {
    const document: Node = JSON.parse(new TextDecoder().decode(corpusBytes(path)));
    expect(() => expectStable(document, runs)).not.toThrow();
    expect(() => expectSensitive(document, runs)).not.toThrow();
  });
});
