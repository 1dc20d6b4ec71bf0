import { describe, expect, it } from "vitest";
import type { Contract } from "../src/contract.ts";
import { readContract } from "../src/read-contract.ts";
import { bytesOf, openapi, read } from "./read.ts";

const json = (schema: object): object => ({ description: "ok", content: { "application/json": { schema } } });
const refersTo = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

const base = {
  paths: {
    "/orders": { get: { responses: { 200: json(refersTo("Order")) } }, parameters: [{ $ref: "#/components/parameters/Page" }] },
    "/lines": { get: { responses: { 200: json(refersTo("Line")) } } },
    "/pets": { get: { responses: { 200: json(refersTo("Pet")) } } },
  },
  components: {
    parameters: { Page: { name: "page", in: "query", schema: { type: "integer" } } },
    schemas: {
      Order: { type: "object", properties: { lines: { type: "array", items: refersTo("Line") }, parent: refersTo("Order") } },
      Line: { type: "object", properties: { count: { type: "integer" } } },
      Pet: { type: "object", discriminator: { propertyName: "kind" } },
      Cat: { allOf: [refersTo("Pet")] },
      Lost: { properties: { nowhere: refersTo("Nowhere") } },
    },
  },
};

/** The base and its edited copy, which is read by itself and beside the base. */
function readPair(edit: (document: typeof base) => void): readonly [base: Contract, alone: Contract, beside: Contract] {
  const edited = structuredClone(base);
  edit(edited);
  const old = read(openapi(base));
  const beside = readContract(bytesOf(openapi(edited)), {}, old);
  if (!beside.ok) throw new Error("not read");
  return [old, read(openapi(edited)), beside.contract];
}

/** Which operations are taken over from the base. */
function shared([old, , beside]: ReturnType<typeof readPair>): readonly string[] {
  return beside.api.operations.filter((operation) => old.api.operations.includes(operation)).map(({ path }) => path);
}

describe("a contract that is read beside another", () => {
  it.each<[string, (document: typeof base) => void]>([
    ["nothing differs", () => undefined],
    ["a schema differs", ({ components }) => Object.assign(components.schemas.Line.properties.count, { minimum: 1 })],
    ["a schema is gone", ({ components }) => Reflect.deleteProperty(components.schemas, "Line")],
    ["a subtype is new", ({ components }) => Object.assign(components.schemas, { Dog: { allOf: [refersTo("Pet")] } })],
    ["a parameter differs", ({ components }) => Object.assign(components.parameters.Page, { required: true })],
    ["a path has other parameters", ({ paths }) => Reflect.deleteProperty(paths["/orders"], "parameters")],
    ["all operations ask for credentials", (document) => Object.assign(document, { security: [{ key: [] }] })],
    ["all operations have another server", (document) => Object.assign(document, { servers: [{ url: "https://example.com" }] })],
    ["the missing schema is there", ({ components }) => Object.assign(components.schemas, { Nowhere: {} })],
  ])("says what it says when read alone: %s", (_, edit) => {
    const [, alone, beside] = readPair(edit);
    expect(beside.api).toEqual(alone.api);
    expect(beside.problems).toEqual(alone.problems);
    expect(beside.contractDigest).toBe(alone.contractDigest);
  });

  it("has the operations in common that differ in nothing that they refer to", () => {
    expect(shared(readPair(() => undefined))).toEqual(["/orders", "/lines"]);
    expect(shared(readPair(({ components }) => Object.assign(components.schemas.Line, { title: "A line" })))).toEqual([]);
    expect(shared(readPair(({ components }) => Object.assign(components.parameters.Page, { description: "Which" })))).toEqual(["/lines"]);
    expect(shared(readPair((document) => Object.assign(document, { security: [] })))).toEqual([]);
  });
});
