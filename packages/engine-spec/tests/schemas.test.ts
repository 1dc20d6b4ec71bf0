import { describe, expect, it } from "vitest";
import type { Schema } from "../src/schema.ts";
import { corpusBytes, hasCorpus, openapi, read, schemaOf, withSchema } from "./read.ts";

const modern = (schema: unknown): Schema => schemaOf(read(withSchema(schema)));
const classic = (schema: unknown): Schema => schemaOf(read(withSchema(schema, {}, "3.0.3")));
const problemsOf = (schema: unknown, version = "3.1.0"): string[] =>
  read(withSchema(schema, {}, version)).problems.map(({ code, pointer }) => `${code} ${pointer.split("/schema/")[1] ?? ""}`);

describe("schemas", () => {
  it("read every keyword of 2020-12", () => {
    const schema = modern({
      type: ["object", "array", "null"],
      enum: [{ a: 1 }],
      minimum: 1,
      maximum: 2,
      exclusiveMinimum: 0,
      exclusiveMaximum: 3,
      multipleOf: 0.5,
      minLength: 1,
      maxLength: 2,
      pattern: "^a",
      format: "uuid",
      contentEncoding: "base64",
      contentMediaType: "image/png",
      prefixItems: [{ type: "null" }],
      items: false,
      contains: true,
      minContains: 0,
      maxContains: 2,
      minItems: 1,
      maxItems: 2,
      uniqueItems: true,
      unevaluatedItems: false,
      properties: { a: { readOnly: true }, b: { writeOnly: true } },
      patternProperties: { "^x": {} },
      additionalProperties: false,
      propertyNames: { maxLength: 3 },
      required: ["a"],
      minProperties: 1,
      maxProperties: 2,
      dependentRequired: { a: ["b"] },
      dependentSchemas: { a: { minProperties: 2 } },
      unevaluatedProperties: {},
      allOf: [{}],
      anyOf: [{}, {}],
      oneOf: [{}],
      not: false,
      ...JSON.parse('{"if":{},"then":{},"else":{}}'),
      title: "T",
      description: "D",
      default: { a: 2 },
      examples: [1],
      example: 2,
      deprecated: true,
      "x-extensible-enum": ["a"],
    });
    expect(schema).toMatchObject({
      types: new Set(["object", "array", "null"]),
      enum: [{ a: 1 }],
      minimum: 1,
      maximum: 2,
      exclusiveMinimum: 0,
      exclusiveMaximum: 3,
      multipleOf: 0.5,
      minLength: 1,
      maxLength: 2,
      pattern: "^a",
      format: "uuid",
      contentEncoding: "base64",
      contentMediaType: "image/png",
      items: { never: true },
      minContains: 0,
      maxContains: 2,
      minItems: 1,
      maxItems: 2,
      uniqueItems: true,
      unevaluatedItems: { never: true },
      additionalProperties: { never: true },
      propertyNames: { maxLength: 3 },
      required: new Set(["a"]),
      minProperties: 1,
      maxProperties: 2,
      dependentRequired: new Map([["a", ["b"]]]),
      not: { never: true },
      title: "T",
      description: "D",
      default: { a: 2 },
      deprecated: true,
      extensibleEnum: ["a"],
    });
    expect(schema.prefixItems?.[0]?.types).toEqual(new Set(["null"]));
    expect(schema.properties?.get("a")?.readOnly).toBe(true);
    expect(schema.dependentSchemas?.get("a")?.minProperties).toBe(2);
    expect([schema.allOf?.length, schema.anyOf?.length, schema.oneOf?.length, schema.examples?.length]).toEqual([1, 2, 1, 2]);
    expect([schema.contains, schema.if, schema.then, schema.else, schema.unevaluatedProperties].every((one) => one && !one.never)).toBe(
      true,
    );
  });

  it("translate what 3.0 spells otherwise", () => {
    expect(classic({ type: "string", nullable: true }).types).toEqual(new Set(["string", "null"]));
    expect(classic({ type: "string", nullable: true, enum: ["a"] }).enum).toEqual(["a", null]);
    expect(classic({ nullable: true, allOf: [{ type: "object" }] })).toMatchObject({
      anyOf: [{ allOf: [{ types: new Set(["object"]) }] }, { types: new Set(["null"]) }],
    });
    expect(classic({ type: "integer", minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false })).toMatchObject({
      exclusiveMinimum: 1,
      maximum: 5,
    });
    expect(classic({ type: "integer", minimum: 1, exclusiveMinimum: true }).minimum).toBeUndefined();
    expect(modern({ type: "string", nullable: true }).types).toEqual(new Set(["string"]));
    expect(modern({ const: null }).enum).toEqual([null]);
    expect(modern({ const: 1, enum: [1, 2] }).enum).toEqual([1]);
    expect(modern({ items: [{ type: "string" }], additionalItems: false })).toMatchObject({
      prefixItems: [{ types: new Set(["string"]) }],
      items: { never: true },
    });
    expect(modern({ dependencies: { a: ["b"], c: { minProperties: 2 } } })).toMatchObject({ dependentRequired: new Map([["a", ["b"]]]) });
  });

  it("say what they do not understand", () => {
    expect(modern({ $dynamicRef: "#a" }).unsupported).toEqual(["$dynamicRef"]);
    expect(modern({ type: "date" }).unsupported).toEqual(["type"]);
    expect(problemsOf({ type: "date" })).toEqual(["wrong-type type"]);
  });

  it("map discriminators with their implicit names", () => {
    const schemas = {
      Pet: { type: "object", discriminator: { propertyName: "kind", mapping: { feline: "#/components/schemas/Cat", hound: "Dog" } } },
      Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, {}] },
      Dog: { allOf: [{ $ref: "#/components/schemas/Pet" }] },
      Bird: { allOf: [{ $ref: "#/components/schemas/Pet" }] },
      Owl: { allOf: [{ $ref: "#/components/schemas/Bird" }] },
      Same: { $ref: "#/components/schemas/Pet" },
      Any: {
        oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
        discriminator: { propertyName: "kind", mapping: { c: "#/components/schemas/Cat" } },
      },
    };
    const { api, problems } = read(openapi({ components: { schemas } }));
    expect(problems).toEqual([]);
    expect([...api.schemas.get("Pet")!.discriminator!.mapping.keys()].sort()).toEqual(["Bird", "Owl", "feline", "hound"]);
    expect([...api.schemas.get("Any")!.discriminator!.mapping.keys()].sort()).toEqual(["Dog", "c"]);
    expect(api.schemas.get("Any")!.discriminator!.mapping.get("c")).toBe(api.schemas.get("Cat"));
  });

  it("report members of the wrong type, and read the others", () => {
    expect(
      problemsOf({
        type: 5,
        properties: [],
        required: "a",
        minLength: -1,
        maxLength: "3",
        enum: "a",
        pattern: null,
        allOf: {},
        items: null,
        additionalProperties: "no",
        discriminator: {},
        multipleOf: 0,
        description: null,
      }),
    ).toEqual([
      "wrong-type type",
      "wrong-type properties",
      "wrong-type required",
      "wrong-type minLength",
      "wrong-type maxLength",
      "wrong-type enum",
      "wrong-type pattern",
      "wrong-type allOf",
      "wrong-type items",
      "wrong-type additionalProperties",
      "wrong-type discriminator",
      "wrong-type multipleOf",
      "wrong-type description",
    ]);
    expect(modern({ properties: { a: null, b: { type: "string" } } }).properties?.get("b")?.types).toEqual(new Set(["string"]));
    expect(modern({ type: ["string", null] }).types).toEqual(new Set(["string", "null"]));
  });

  it.skipIf(!hasCorpus)("of the JSON Schema test suite are all read and digested", () => {
    const suite: unknown = JSON.parse(new TextDecoder().decode(corpusBytes("json-schema/test-suite-2020-12.json.gz")));
    let count = 0;
    for (const [file, groups] of Object.entries(suite as Record<string, unknown>)) {
      if (!Array.isArray(groups)) continue;
      const schemas = Object.fromEntries(groups.map((group, index) => [`S${index}`, (group as { schema: unknown }).schema]));
      const contract = read(openapi({ components: { schemas } }));
      expect(contract.api.schemas.size, file).toBe(groups.length);
      expect(contract.contractDigest).toMatch(/^[0-9a-f]{64}$/);
      count += groups.length;
    }
    expect(count).toBeGreaterThan(300);
  });

  it.skipIf(!hasCorpus)("of the containment test suite are all read", () => {
    const rows = JSON.parse(new TextDecoder().decode(corpusBytes("json-schema/containment-2020-12.json.gz"))) as {
      id: string;
      a: unknown;
      b: unknown;
    }[];
    const contract = read(
      openapi({
        components: {
          schemas: Object.fromEntries(
            rows.flatMap(({ a, b }, index) => [
              [`A${index}`, a],
              [`B${index}`, b],
            ]),
          ),
        },
      }),
    );
    expect(contract.api.schemas.size).toBe(2 * rows.length);
    expect(contract.problems.filter(({ code }) => code !== "dangling-ref" && code !== "external-ref")).toEqual([]);
  });
});
