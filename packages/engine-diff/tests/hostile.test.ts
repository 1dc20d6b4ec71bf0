import { describe, expect, test } from "vitest";
import { diffContracts } from "../src/diff-contracts.ts";
import { api, changesOf, exchange, outline, read } from "./diff.ts";
import type { Node } from "./diff.ts";

const ref = (name: string): Node => ({ $ref: `#/components/schemas/${name}` });
const components = (schemas: Node): Node => ({ components: { schemas } });

describe("documents that ask for too much", () => {
  test("a schema that is itself or null", () => {
    const self = (limit: number): Node =>
      exchange(ref("A"), true, components({ A: { anyOf: [ref("A"), { type: "null" }] }, B: { maxLength: limit } }));
    expect(changesOf(self(1), self(2))).toEqual([]);
    const loop = exchange(ref("A"), true, components({ A: { allOf: [ref("B")] }, B: { allOf: [ref("A")], type: "string" } }));
    expect(Array.isArray(changesOf(loop, exchange({ type: "integer" }, true)))).toBe(true);
  });

  test("a chain of two thousand references", () => {
    const schemas = (last: Node): Node =>
      Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`S${index}`, index === 1999 ? last : ref(`S${index + 1}`)]));
    const of = (last: Node): Node => exchange(ref("S0"), ref("S0"), components(schemas(last)));
    expect(outline(changesOf(of({ type: "string" }), of({ type: "string" })))).toEqual([]);
    const result = diffContracts(read(of({ type: "string" })), read(of({ type: "integer" })));
    expect(result.changes.length > 0 || result.partial !== null).toBe(true);
  });

  test("forty steps that double each time", () => {
    const schemas = (last: Node): Node =>
      Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => [
          `S${index}`,
          index === 39 ? last : { type: "object", properties: { a: ref(`S${index + 1}`), b: ref(`S${index + 1}`) }, required: ["a", "b"] },
        ]),
      );
    const of = (last: Node): Node => exchange(ref("S30"), ref("S0"), components(schemas(last)));
    const changes = changesOf(of({ type: "string" }), of({ type: "string", maxLength: 4 }));
    expect(changes.map(({ kind }) => kind)).toContain("request-max-length-narrowed");
  });

  test("wide unions on both sides end within the budget", () => {
    const arms = (count: number, from: number): Node[] =>
      Array.from({ length: count }, (_, index) => ({
        type: "object",
        properties: { [`p${index}`]: { type: "string" }, shared: { type: "integer", minimum: index + from } },
      }));
    const result = diffContracts(
      read(exchange({ anyOf: arms(30, 0) }, { oneOf: arms(30, 0) })),
      read(exchange({ oneOf: arms(30, 1) }, { anyOf: arms(31, 2) })),
      { maxAllSteps: 3000 },
    );
    expect(result.changes.length).toBeGreaterThan(0);
    for (const change of result.changes) expect(change.level !== "breaking" || change.witness !== null).toBe(true);
  });

  test("names that objects have anyway", () => {
    const odd = (required: readonly string[]): string =>
      `{"openapi":"3.1.0","info":{"title":"a","version":"1"},"paths":{"/a":{"post":{"requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}},"required":${JSON.stringify(required)}}}}},"responses":{}}}}}`;
    expect(outline(changesOf(odd([]), odd(["__proto__", "constructor"])))).toEqual([
      "breaking request-property-became-required POST /a#request.body.__proto__",
      "breaking request-property-became-required POST /a#request.body.constructor",
    ]);
  });

  test("operations with the same key, and no operations at all", () => {
    const twice = api({ "/a/{x}": { get: { responses: {} } }, "/a/{y}": { get: { responses: {} } } });
    expect(changesOf(twice, twice)).toEqual([]);
    expect(outline(changesOf(api({}), api({})))).toEqual([]);
  });
});
