import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarizeContract } from "../src/summarize-contract.ts";
import { readContract } from "../src/read-contract.ts";
import { bytesOf, corpusBytes, hasCorpus, openapi, read } from "./read.ts";

const RICH = {
  openapi: "3.1.0",
  info: { title: "t", version: "1" },
  servers: [{ url: "https://a", variables: { b: { default: "c" } } }],
  tags: [{ name: "a" }],
  security: [{ key: [] }],
  paths: {
    "/orders/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        operationId: "get",
        tags: ["a"],
        parameters: [{ $ref: "#/components/parameters/Q" }],
        responses: {
          200: {
            description: "ok",
            headers: { A: { schema: { type: "string" } } },
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/Order" },
                examples: { one: { value: 1 } },
                encoding: { a: { style: "form" } },
              },
            },
            links: { self: { operationId: "get", parameters: { id: "$request.path.id" } } },
          },
        },
      },
      post: {
        requestBody: { required: true, content: { "application/json": { schema: { allOf: [{ $ref: "#/components/schemas/Order" }] } } } },
        callbacks: { done: { "{$request.body#/url}": { post: { responses: { 204: { description: "" } } } } } },
        responses: { default: { $ref: "#/components/responses/E" } },
      },
    },
  },
  webhooks: { made: { post: { responses: { 200: { description: "" } } } } },
  components: {
    parameters: { Q: { name: "q", in: "query", content: { "application/json": { schema: { type: "object" } } } } },
    responses: { E: { description: "", content: { "*/*": {} } } },
    schemas: {
      Order: {
        type: "object",
        required: ["id"],
        properties: {
          id: { type: ["string", "null"], enum: ["a", null] },
          lines: { type: "array", items: { $ref: "#/components/schemas/Order" } },
        },
        additionalProperties: { oneOf: [{ type: "integer", minimum: 1 }, { type: "null" }] },
        discriminator: { propertyName: "id", mapping: { a: "Order" } },
      },
    },
    securitySchemes: { key: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://t", scopes: { a: "" } } } } },
  },
};
const SWAGGER = {
  swagger: "2.0",
  info: { title: "t", version: "1" },
  host: "a",
  basePath: "/b",
  schemes: ["https"],
  consumes: ["application/json"],
  produces: ["application/json"],
  paths: {
    "/a": {
      parameters: [{ name: "b", in: "body", schema: { type: "object" } }],
      get: {
        parameters: [
          { name: "f", in: "formData", type: "file" },
          { name: "q", in: "query", type: "array", items: { type: "string" }, collectionFormat: "multi" },
        ],
        responses: {
          200: {
            description: "",
            schema: { $ref: "#/definitions/A" },
            headers: { h: { type: "string" } },
            examples: { "application/json": 1 },
          },
        },
      },
    },
  },
  definitions: { A: { type: "object", discriminator: "a", properties: { a: { type: "string", "x-nullable": true } } } },
  securityDefinitions: { b: { type: "basic" } },
  security: [{ b: [] }],
};
const STRANGE = [
  null,
  [],
  {},
  "",
  "x",
  0,
  -1,
  1e308,
  true,
  false,
  [null],
  { $ref: null },
  { $ref: "#/" },
  { $ref: "#" },
  { $ref: "#/paths" },
  { $ref: "#/components/schemas/Order" },
  [[[]]],
  { "": "" },
  "\u0000",
  "\ud800",
  "__proto__",
];

/** All places of a document, as paths of keys. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner =
    typeof value === "object" && value !== null ? Object.entries(value).flatMap(([name, child]) => placesIn(child, [...path, name])) : [];
  return [path, ...inner];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === name ? replaced(item, rest, by) : item));
  const object = value as Record<string, unknown>;
  return { ...object, [name]: replaced(object[name], rest, by) };
}

/** Does with a document all that a reader can do; nothing may throw, whatever it says. */
function useAll(document: unknown): boolean {
  const result = readContract(bytesOf(JSON.stringify(document)));
  if (!result.ok) {
    expect(result.problems[0].message).toBeTruthy();
    return false;
  }
  const { contract } = result;
  expect(contract.contractDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(summarizeContract(contract).problems).toEqual(contract.problems);
  for (const { line, column } of contract.problems) contract.snippet(line, column);
  return true;
}

describe("hostile documents", () => {
  it.each([
    ["OpenAPI", RICH],
    ["Swagger", SWAGGER],
  ])("%s with any one place replaced by anything is read or refused with a reason", (_name, document) => {
    expect(useAll(document)).toBe(true);
    expect(read(document).problems).toEqual([]);
    placesIn(document).forEach((place, at) => {
      for (let index = at % 3; index < STRANGE.length; index += 3) useAll(replaced(document, place, STRANGE[index]));
    });
  });

  it("with several places replaced are as well", () => {
    const places = placesIn(RICH);
    expect(() =>
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.constantFrom(...places), fc.oneof(fc.constantFrom(...STRANGE), fc.jsonValue())), {
            minLength: 1,
            maxLength: 6,
          }),
          (changes) => {
            let document: unknown = RICH;
            for (const [place, by] of changes) {
              try {
                document = replaced(document, place, by);
              } catch {}
            }
            useAll(document);
          },
        ),
        { numRuns: 400 },
      ),
    ).not.toThrow();
  });

  it("report null where something is expected, with the line", () => {
    const { problems } = read(
      'openapi: 3.0.0\ninfo:\n  title: t\n  version: "1"\npaths:\n  /a:\n    get:\n      parameters:\n      responses:\n        200:\n          description: ok\n  /b:\n',
    );
    expect(problems.map(({ code, pointer, line }) => [code, pointer, line])).toEqual([
      ["wrong-type", "/paths/~1a/get/parameters", 8],
      ["wrong-type", "/paths/~1b", 12],
    ]);
  });

  it("report members of other types than expected, and keep the rest", () => {
    const contract = read(
      openapi({
        paths: {
          "/a": {
            get: {
              parameters: { id: {} },
              responses: [],
              tags: "a",
              deprecated: "true",
              security: {},
              servers: 1,
              callbacks: [],
              summary: 5,
            },
          },
          "/b": { get: { responses: {} } },
        },
        tags: {},
        servers: {},
      }),
    );
    expect(contract.api.operations.map(({ key }) => key)).toEqual(["GET /a", "GET /b"]);
    expect(new Set(contract.problems.map(({ code }) => code))).toEqual(new Set(["wrong-type"]));
    expect(contract.problems).toHaveLength(9);
    expect(read(openapi({ paths: [] })).problems).toEqual([
      expect.objectContaining({ code: "wrong-type", pointer: "/paths", message: "`paths` should be an object, not a list." }),
    ]);
  });

  it("keep names of prototypes apart", () => {
    const contract = read(
      '{"openapi":"3.0.0","info":{"title":"","version":""},"paths":{"/__proto__":{"get":{"responses":{}}}},"components":{"schemas":{"__proto__":{"type":"object","properties":{"constructor":{"type":"string"},"__proto__":{"type":"null"}}},"constructor":{}}}}',
    );
    expect([...contract.api.schemas.keys()]).toEqual(["__proto__", "constructor"]);
    expect([...(contract.api.schemas.get("__proto__")?.properties?.keys() ?? [])]).toEqual(["constructor", "__proto__"]);
  });

  it("composed in too many ways still get a digest", () => {
    const schemas: Record<string, unknown> = {};
    const arms: object[] = [];
    for (const length of [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31]) {
      for (let at = 0; at < length; at += 1)
        schemas[`R${length}x${at}`] = {
          properties: { next: { $ref: `#/components/schemas/R${length}x${(at + 1) % length}` }, [`p${length}x${at}`]: {} },
        };
      arms.push({ $ref: `#/components/schemas/R${length}x0` });
    }
    const document = (type: string): object =>
      openapi({
        paths: {
          "/a": { get: { responses: { 200: { description: "", content: { "application/json": { schema: { type, allOf: arms } } } } } } },
        },
        components: { schemas },
      });
    expect(read(document("object")).contractDigest).toBe(read(document("object")).contractDigest);
    expect(read(document("object")).contractDigest).not.toBe(read(document("array")).contractDigest);
  });

  it.skipIf(!hasCorpus)("made by damaging a real one are read or refused", () => {
    const bytes = corpusBytes("documents/petstore.json.gz");
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(20), (at, byte, length) => {
        const damaged = bytes.slice();
        damaged.fill(byte, at, at + length);
        const result = readContract(damaged);
        if (result.ok) expect(result.contract.contractDigest).toMatch(/^[0-9a-f]{64}$/);
        else expect(result.problems[0].fatal).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
