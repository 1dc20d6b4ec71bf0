import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { describe, expect, test } from "vitest";
import type { Json } from "@surety/model/json";
import { readContract } from "@surety/engine-spec/read-contract";
import type { Schema } from "@surety/engine-spec/schema";
import type { Boundary } from "../src/boundaries.ts";
import { compileValues } from "../src/compile-values.ts";
import type { Values } from "../src/compile-values.ts";
import { toJsonSchema } from "../src/to-json-schema.ts";
import { readCorpus } from "./corpus.ts";
import { fromJsonSchema } from "./from-json-schema.ts";
import { plain } from "./oracles.ts";
import { schemas } from "./random-schemas.ts";

const valuesOf = (schema: Json): Values => compileValues(fromJsonSchema(schema));

/** The values on each side of one keyword, as texts. */
function sides(values: Values, keyword: Boundary["keyword"]): { readonly valid: readonly Json[]; readonly invalid: readonly Json[] } {
  const found = [...values.boundaries()].filter((one) => one.keyword === keyword);
  return {
    valid: found.filter(({ valid }) => valid).map(({ value }) => value),
    invalid: found.filter(({ valid }) => !valid).map(({ value }) => value),
  };
}

describe("both sides of each constraint", () => {
  test.each<readonly [Boundary["keyword"], Json, Json, Json]>([
    ["minimum", { type: "integer", minimum: 3 }, 3, 2],
    ["maximum", { type: "number", maximum: 3 }, 3, 3.01],
    ["exclusiveMinimum", { type: "integer", exclusiveMinimum: 3 }, 4, 3],
    ["exclusiveMaximum", { type: "number", exclusiveMaximum: 3 }, 2.99, 3],
    ["multipleOf", { type: "number", multipleOf: 0.1 }, 0.1, 0.05],
    ["minLength", { type: "string", minLength: 2 }, "😀😀", "😀"],
    ["maxLength", { type: "string", maxLength: 2 }, "😀😀", "😀😀😀"],
    ["pattern", { type: "string", pattern: "^[ab]$" }, "a", "string"],
    ["format", { type: "string", format: "date" }, "2026-01-31", "2026-02-30"],
    ["format", { type: "integer", format: "int32" }, 2147483647, 4294967296],
    ["enum", { enum: ["open", "closed"] }, "closed", "OPEN"],
    ["types", { type: ["string", "null"] }, null, true],
    ["required", { type: "object", required: ["a"], properties: { a: { const: 1 } } }, { a: 1 }, {}],
    ["properties", { type: "object", properties: { a: { const: 1 }, b: false } }, { a: 1 }, { b: 1 }],
    ["minItems", { type: "array", items: { const: 1 }, minItems: 2 }, [1, 1], [1]],
    ["maxItems", { type: "array", items: { const: 1 }, maxItems: 2 }, [1, 1], [1, 1, 1]],
    ["minProperties", { type: "object", properties: { a: { const: 1 } }, minProperties: 1 }, { a: 1 }, {}],
  ])("%s of %j", (keyword, schema, valid, invalid) => {
    const found = sides(valuesOf(schema), keyword);
    expect(found.valid.map(plain)).toContainEqual(valid);
    expect(found.invalid.map(plain)).toContainEqual(invalid);
  });

  test.each<readonly [Boundary["keyword"], Json]>([
    ["uniqueItems", { type: "array", items: { type: "boolean" }, uniqueItems: true, minItems: 1 }],
    ["contains", { type: "array", contains: { const: 1 } }],
    ["maxContains", { type: "array", contains: { const: 1 }, maxContains: 1 }],
    ["additionalProperties", { type: "object", properties: { a: { type: "string" } }, additionalProperties: false }],
    ["unevaluatedProperties", { type: "object", allOf: [{ properties: { a: true } }], unevaluatedProperties: false }],
    ["maxProperties", { type: "object", additionalProperties: { type: "string" }, maxProperties: 1 }],
    ["propertyNames", { type: "object", additionalProperties: { type: "string" }, propertyNames: { pattern: "^[a-z]+$" } }],
    ["dependentRequired", { type: "object", properties: { a: true, b: true }, dependentRequired: { a: ["b"] } }],
    ["oneOf", { oneOf: [{ type: "string" }, { type: "string", minLength: 3 }] }],
    ["anyOf", { anyOf: [{ type: "string" }, { type: "integer" }] }],
    ["not", { type: "string", not: { minLength: 3 } }],
    ["if", { type: "object", properties: { a: { type: "boolean" } }, if: { required: ["a"] }, ["then"]: { required: ["b"] } }],
  ])("%s is broken, and nothing else", (keyword, schema) => {
    const broken = [...valuesOf(schema).violations()].filter((one) => one.keyword === keyword);
    expect(broken.length).toBeGreaterThan(0);
  });

  test("deep inside, in a small value around it", () => {
    const values = valuesOf({
      type: "object",
      required: ["id"],
      properties: {
        id: { type: "integer" },
        items: { type: "array", items: { type: "object", properties: { sku: { type: "string", minLength: 1 } } } },
      },
    });
    expect([...values.violations()].map((one) => plain({ value: one.value, mark: one.mark, keyword: one.keyword }))).toContainEqual({
      value: { id: 0, items: [{ sku: "" }] },
      mark: "/items/0/sku",
      keyword: "minLength",
    });
  });
});

describe("valid values", () => {
  test("are the same for a seed, the smallest first", () => {
    const schema: Json = { type: "object", properties: { a: { type: "string" }, b: { type: "array", items: { type: "number" } } } };
    expect(valuesOf(schema).valid(7, 20)).toEqual(valuesOf(schema).valid(7, 20));
    expect(valuesOf(schema).valid(8, 20)).not.toEqual(valuesOf(schema).valid(7, 20));
    expect(plain(valuesOf(schema).valid(7, 20)[0] ?? null)).toEqual({});
  });

  test("do not depend on what was asked before", () => {
    const schema: Json = {
      type: "array",
      items: { anyOf: [{ type: "string" }, { type: "object", properties: { a: { type: "integer" } } }] },
    };
    const used = valuesOf(schema);
    expect([...used.boundaries()].length).toBeGreaterThan(5);
    used.valid(1, 50);
    expect(used.valid(2, 20)).toEqual(valuesOf(schema).valid(2, 20));
  });

  test("reach every alternative, end in recursive schemas, and name the alternative where a discriminator is", () => {
    const arms = ["a", "b", "c"].map((name): Json => ({ type: "object", properties: { [name]: { const: name } }, required: [name] }));
    const union = valuesOf({ oneOf: arms })
      .valid(1, 40)
      .map((value) => Object.keys(Object(value)).join());
    expect(new Set(union.flatMap((names) => names.split(",")))).toEqual(new Set(["a", "b", "c"]));
    const tree = valuesOf({
      $ref: "#/$defs/t",
      $defs: { t: { type: "object", required: ["kids"], properties: { kids: { type: "array", items: { $ref: "#/$defs/t" } } } } },
    });
    const texts = tree.valid(1, 60).map((value) => JSON.stringify(value));
    expect(Math.max(...texts.map(({ length }) => length))).toBeGreaterThan(60);
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(20_000);
  });

  test("carry no readOnly property in requests", () => {
    const schema = fromJsonSchema({
      type: "object",
      required: ["id"],
      properties: { id: { type: "integer", readOnly: true }, name: { type: "string" } },
    });
    expect(
      compileValues(schema, { direction: "request" })
        .valid(1, 30)
        .filter((value) => Object.hasOwn(Object(value), "id")),
    ).toEqual([]);
    expect(
      compileValues(schema, { direction: "response" })
        .valid(1, 30)
        .every((value) => Object.hasOwn(Object(value), "id")),
    ).toBe(true);
  });

  test("are given up with a proof or a reason", () => {
    expect(valuesOf({ type: "string", minLength: 3, maxLength: 2 }).satisfiability()).toEqual({ satisfiable: "no" });
    expect(valuesOf({ type: "string", pattern: "^(a|b)\\1x{9}$" }).satisfiability()).toMatchObject({ satisfiable: "unknown" });
    expect(valuesOf({ $dynamicRef: "#x" }).satisfiability()).toMatchObject({ satisfiable: "unknown" });
    expect(valuesOf(false).valid(1, 5)).toEqual([]);
  });

  test("serve fast-check as they are", () => {
    const values = valuesOf({ type: "integer", minimum: 1, maximum: 9 });
    expect(values.valid(1, 3)).toHaveLength(3);
    fc.assert(
      fc.property(
        fc.integer().map((seed) => values.valid(seed, 3)),
        (few) => few.every((value) => Number(value) >= 1 && Number(value) <= 9),
      ),
    );
  });
});

type Judge = (value: Json) => { readonly ajv: boolean; readonly hyperjump: boolean };

async function validators(written: Json): Promise<Judge> {
  const ajv = new Ajv2020({ strict: false, multipleOfPrecision: 9, logger: false, inlineRefs: false, validateSchema: false });
  addFormats.default(ajv);
  ajv.addFormat("int64", { type: "number", validate: (number) => Number.isInteger(number) && Math.abs(number) <= 2 ** 63 });
  const text = JSON.parse(
    JSON.stringify(written, (key, value: unknown) => {
      if (key !== "pattern" || typeof value !== "string") return value;
      try {
        new RegExp(value, "u");
        return value;
      } catch {
        return undefined;
      }
    }),
  );
  const first = ajv.compile(text);
  const uri = `https://values.test/${Math.random()}`;
  registerSchema(text === true ? {} : text === false ? { not: {} } : text, uri, "https://json-schema.org/draft/2020-12/schema");
  const second = await validate(uri);
  unregisterSchema(uri);
  return (value) => ({ ajv: first(plain(value)) === true, hyperjump: second(JSON.parse(JSON.stringify(value))).valid });
}

test("no validator contradicts the truth that values of random schemas carry", { timeout: 600_000 }, async () => {
  for (const [index, raw] of fc.sample(schemas.map(plain), { numRuns: 120, seed: 3 }).entries()) {
    const schema = fromJsonSchema(raw);
    const values = compileValues(schema, { senders: index % 2 === 0 ? "any" : "declared", assertFormats: false });
    const judge = await validators(raw).catch(() => null);
    if (judge === null) continue;
    const claims = [
      ...values.valid(index, 12).map((value) => ({ value, valid: true, about: "" })),
      ...[...values.boundaries()].slice(0, 60),
      ...[...values.violations()].slice(0, 30),
    ];
    for (const { value, valid, about } of claims) {
      const said = judge(value);
      expect(said.ajv === valid || said.hyperjump === valid, `${JSON.stringify(raw)} ${JSON.stringify(value)} ${about}`).toBe(true);
    }
  }
});

const DOCUMENTS = ["twilio", "github", "stripe", "openai", "kubernetes"];
const MOST_SCHEMAS = Number(process.env["VALUES_SCHEMAS"] ?? 20);
const documents = DOCUMENTS.flatMap((name) => {
  const document = readCorpus<Json>(`documents/${name}.json.gz`);
  return document === null ? [] : [{ name, document }];
});

/** All named schemas under one root, so that validators compile them once. */
const together = (named: readonly (readonly [string, Schema])[]): Schema => ({
  pointer: "",
  properties: new Map(named.map(([name, schema]) => [name, { pointer: "", ref: schema }])),
});

describe.skipIf(documents.length === 0)("real schemas", () => {
  test.each(documents.length > 0 ? documents : [{ name: "no corpus", document: {} as Json }])(
    "$name",
    { timeout: 900_000 },
    async ({ name, document }) => {
      const result = readContract(new TextEncoder().encode(JSON.stringify(document)));
      if (!result.ok) throw new Error(`${name} could not be read`);
      const all = [...result.contract.api.schemas];
      const step = Math.max(1, Math.floor(all.length / MOST_SCHEMAS));
      const named = all.filter((_, index) => index % step === 0);
      let [satisfiable, valid, invalid, single, byFormat] = [0, 0, 0, 0, 0];
      const keywords = new Set<string>();
      const wrong: string[] = [];
      const direction = name === "github" ? "response" : "request";
      const judge = await validators(toJsonSchema(together(named), { direction, assertFormats: true }));
      for (const [component, schema] of named) {
        const values = compileValues(schema, { direction });
        if (values.satisfiability().satisfiable === "yes") satisfiable += 1;
        const confront = (value: Json, truth: boolean, keyword: string): void => {
          const said = judge({ [component]: value });
          if (truth ? said.ajv && said.hyperjump : !said.ajv && (!said.hyperjump || keyword === "format")) return;
          if (keyword === "format" || (!truth && !said.ajv)) byFormat += 1;
          else
            wrong.push(`${component} ${keyword} ${JSON.stringify(value)} is ${truth ? "" : "not "}valid, they say ${JSON.stringify(said)}`);
        };
        for (const value of values.valid(5, 10)) confront(value, true, "valid");
        let count = 0;
        for (const one of values.boundaries()) {
          if (one.valid) valid += 1;
          else invalid += 1;
          keywords.add(one.keyword);
          confront(one.value, one.valid, one.keyword);
          count += 1;
          if (count >= 80) break;
        }
        count = 0;
        for (const one of values.violations()) {
          single += 1;
          confront(one.value, false, one.keyword);
          count += 1;
          if (count >= 15) break;
        }
      }
      console.log(
        `${name}: ${satisfiable} of ${named.length} schemas with a value; ${valid} valid and ${invalid} invalid boundaries of ${[...keywords].sort().join(", ")}; ${single} single violations; ${byFormat} judged by formats only`,
      );
      expect(wrong).toEqual([]);
      expect(satisfiable / named.length).toBeGreaterThan(0.995);
    },
  );
});
