import { expect, test } from "vitest";
import type { Json } from "@surety/model/json";
import { compileValues } from "../src/compile-values.ts";
import { subsumes } from "../src/comparer.ts";
import { fromJsonSchema as read } from "./from-json-schema.ts";

function backwards(value: Json): Json {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, child]) => [name, backwards(child)]),
  );
}

const BEFORE: Json = {
  type: "object",
  properties: {
    b: { type: "string" },
    a: { type: "object", properties: { y: { type: "integer" }, x: {} }, required: ["y", "x"] },
    c: { type: "number" },
  },
  required: ["b", "a"],
  patternProperties: { "^z": { type: "string" }, "^w": { type: "integer" } },
  minProperties: 4,
};
const AFTER: Json = {
  type: "object",
  properties: {
    b: { type: "string", minLength: 2 },
    a: { type: "object", properties: { y: { type: "string" }, x: { type: "null" } } },
    c: { type: "integer" },
  },
  dependentRequired: { c: ["q"], b: ["p"] },
  patternProperties: { "^z": { maxLength: 0 }, "^w": { maximum: 0 } },
};

test("the order of members changes neither witnesses nor values", () => {
  expect(JSON.stringify(subsumes(read(backwards(BEFORE)), read(backwards(AFTER))))).toBe(
    JSON.stringify(subsumes(read(BEFORE), read(AFTER))),
  );
  expect(subsumes(read(BEFORE), read(AFTER))).toMatchObject({ answer: "no" });
  expect(JSON.stringify(compileValues(read(backwards(BEFORE))).satisfiability())).toBe(
    JSON.stringify(compileValues(read(BEFORE)).satisfiability()),
  );
});
