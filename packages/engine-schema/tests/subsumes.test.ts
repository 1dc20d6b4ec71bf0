import { describe, expect, test } from "vitest";
import type { Json } from "@surety/model/json";
import { subsumes } from "../src/comparer.ts";
import type { CompareOptions } from "../src/comparer.ts";
import { fromJsonSchema } from "./from-json-schema.ts";

const compare = (a: Json, b: Json, options: CompareOptions = {}) => subsumes(fromJsonSchema(a), fromJsonSchema(b), options);

describe("one schema within another", () => {
  test.each<readonly [string, Json, Json]>([
    ["integers are numbers", { type: "integer" }, { type: "number" }],
    ["whole numbers above 0 are at least 1", { type: "integer", exclusiveMinimum: 0 }, { type: "integer", minimum: 1 }],
    ["multiples of 6 are multiples of 3", { multipleOf: 6 }, { multipleOf: 3 }],
    ["0.1 divides 0.3 exactly", { multipleOf: 0.3 }, { multipleOf: 0.1 }],
    ["a pattern within another", { type: "string", pattern: "^[a-f]{3}$" }, { type: "string", pattern: "^[a-z]+$", maxLength: 3 }],
    ["a list within its types", { enum: ["a", 1] }, { type: ["string", "integer"] }],
    ["inlined allOf", { allOf: [{ type: "object", required: ["a"] }, { required: ["b"] }] }, { type: "object", required: ["b", "a"] }],
    ["one-armed oneOf", { oneOf: [{ type: "string" }] }, { type: "string" }],
    ["nullable spellings", { type: ["string", "null"] }, { anyOf: [{ type: "null" }, { type: "string" }] }],
    [
      "oneOf of disjoint arms is anyOf",
      { anyOf: [{ type: "string" }, { type: "integer" }] },
      { oneOf: [{ type: "integer" }, { type: "string" }] },
    ],
    [
      "discriminated unions grow",
      { type: "object", oneOf: [{ properties: { t: { const: "a" } }, required: ["t"] }] },
      {
        oneOf: [
          { properties: { t: { const: "b" } }, required: ["t"] },
          { properties: { t: { const: "a" } }, required: ["t"] },
        ],
      },
    ],
    ["two booleans cannot be three", { type: "array", items: { type: "boolean" }, uniqueItems: true }, { maxItems: 2 }],
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    [
      "conditions",
      { if: { properties: { a: { const: 1 } }, required: ["a"] }, then: { required: ["b"] } },
      { if: { properties: { a: { const: 1 } }, required: ["a"] }, then: { required: ["b"] } },
    ],
    ["contains after narrowing items", { type: "array", minItems: 1, items: { const: 5 } }, { contains: { minimum: 3 } }],
    [
      "unevaluated after all are declared",
      { allOf: [{ properties: { a: true } }], unevaluatedProperties: false, type: "object" },
      { propertyNames: { const: "a" } },
    ],
    ["nothing is within anything", { type: "string", minLength: 3, maxLength: 2 }, false],
  ])("%s", (_name, a, b) => {
    expect(compare(a, b)).toEqual({ answer: "yes" });
  });

  test("recursive schemas end, and agree when they mean the same", () => {
    const tree = (name: string): Json => ({
      $ref: `#/$defs/${name}`,
      $defs: { [name]: { type: "object", properties: { next: { $ref: `#/$defs/${name}` }, value: { type: "integer" } } } },
    });
    expect(compare(tree("a"), tree("b"))).toEqual({ answer: "yes" });
    const wider = {
      $ref: "#/$defs/a",
      $defs: { a: { type: "object", properties: { next: { $ref: "#/$defs/a" }, value: { type: "number" } } } },
    };
    expect(compare(tree("a"), wider)).toEqual({ answer: "yes" });
    expect(compare(wider, tree("a"))).toMatchObject({ answer: "no", mark: "/value" });
  });

  test("a schema that only an endless value satisfies is empty", () => {
    expect(
      compare(
        { $ref: "#/$defs/a", $defs: { a: { type: "object", required: ["next"], properties: { next: { $ref: "#/$defs/a" } } } } },
        false,
      ),
    ).toEqual({ answer: "yes" });
  });
});

describe("witnesses", () => {
  test.each<readonly [string, Json, Json, Json, string]>([
    ["at the limit", { type: "integer", minimum: 10 }, { type: "integer", minimum: 15 }, 10, ""],
    [
      "an optional property left out",
      { type: "object", properties: { a: { type: "string" } } },
      { type: "object", required: ["a"] },
      {},
      "",
    ],
    ["the shortest that matches", { type: "string", pattern: "^[a-z]{2,}$" }, { type: "string", pattern: "^[a-z]{3,}$" }, "aa", ""],
    [
      "deep inside, with nothing else",
      { type: "object", properties: { a: { type: "array", items: { type: "object", properties: { b: { type: ["string", "null"] } } } } } },
      { type: "object", properties: { a: { items: { properties: { b: { type: "string" } } } } } },
      { a: [{ b: null }] },
      "/a/0/b",
    ],
    ["a listed value", { enum: ["open", "closed"] }, { enum: ["open"] }, "closed", ""],
    ["two of a kind", { type: "array", items: { type: "boolean" } }, { uniqueItems: true }, [true, true], "/1"],
    ["one too many", { type: "array", items: { const: 1 } }, { maxItems: 2 }, [1, 1, 1], ""],
  ])("%s", (_name, a, b, witness, mark) => {
    expect(compare(a, b)).toMatchObject({ answer: "no", witness, mark });
  });

  test("look like what people write", () => {
    expect(compare({ type: "string", format: "date-time" }, { type: "string", format: "uuid" }, { assertFormats: true })).toMatchObject({
      witness: "2026-01-31T12:00:00Z",
    });
    expect(compare({ type: "string", examples: ["Ada Lovelace"] }, { type: "integer" })).toMatchObject({ witness: "Ada Lovelace" });
  });
});

describe("senders and readers", () => {
  const closed: Json = { type: "object", properties: { a: { type: "string" } }, additionalProperties: false };
  const grown: Json = { type: "object", properties: { a: { type: "string" }, b: { type: "integer" } } };

  test("a reader ignores fields that it does not know, unless it is strict", () => {
    expect(compare(grown, closed, { direction: "response", senders: "declared", readers: "lenient" })).toEqual({ answer: "yes" });
    expect(compare(grown, closed, { direction: "response", senders: "declared", readers: "strict" })).toMatchObject({
      answer: "no",
      mark: "/b",
    });
  });

  test("an added optional property breaks no sender that does not know it", () => {
    expect(compare({ type: "object", properties: { a: true } }, grown, { senders: "declared" })).toMatchObject({
      answer: "no",
      mark: "/a",
    });
    expect(compare({ type: "object", properties: { a: { type: "string" } } }, grown, { senders: "declared" })).toEqual({ answer: "yes" });
    expect(
      compare({ type: "object", properties: { a: { type: "string" } }, additionalProperties: true }, grown, { senders: "declared" }),
    ).toMatchObject({ answer: "no", mark: "/b" });
  });

  test("readOnly properties are no part of requests, nor are they required there", () => {
    const base: Json = { type: "object", properties: { id: { type: "string", readOnly: true } } };
    const revision: Json = { type: "object", properties: { id: { type: "string", readOnly: true } }, required: ["id"] };
    expect(compare(base, revision, { direction: "request", senders: "declared" })).toEqual({ answer: "yes" });
    expect(compare(base, revision, { direction: "response", senders: "declared" })).toMatchObject({ answer: "no", witness: {} });
  });

  test("closed alternatives stay apart for a lenient reader", () => {
    const arm = (name: string): Json => ({
      type: "object",
      properties: { [name]: { type: "string" } },
      required: [name],
      additionalProperties: false,
    });
    expect(compare(arm("a"), { oneOf: [arm("a"), arm("b")] }, { direction: "response", senders: "declared", readers: "lenient" })).toEqual({
      answer: "yes",
    });
  });
});

describe("what is not decided", () => {
  test("is said with its reason", () => {
    expect(compare({ type: "string", format: "iban" }, { type: "string", format: "bic" }, { assertFormats: true })).toEqual({
      answer: "unknown",
      reason: "a format is not interpreted",
    });
    expect(compare({ type: "object" }, { $dynamicRef: "#x" })).toMatchObject({ answer: "unknown" });
    expect(compare({ type: "string", pattern: "^(a+)\\1$" }, { type: "string", maxLength: 1 })).toMatchObject({ answer: "no" });
    expect(compare({ type: "string", pattern: "^(a|b)\\1x{9}$" }, { type: "string", maxLength: 1 })).toMatchObject({ answer: "unknown" });
  });

  test("ends within its budget of steps", () => {
    const arms = Array.from({ length: 12 }, (_, index): Json => ({ anyOf: [{ required: [`a${index}`] }, { required: [`b${index}`] }] }));
    const answer = compare({ type: "object", allOf: arms }, { allOf: arms.map((arm) => ({ not: arm })) }, { maxSteps: 50 });
    expect(["no", "unknown"]).toContain(answer.answer);
  });
});
