import { describe, expect, test } from "vitest";
import { openapi30 } from "../oas/structure/openapi-30.ts";
import { openapi31, openapi32 } from "../oas/structure/openapi-31.ts";
import { swagger20 } from "../oas/structure/swagger-20.ts";
import { checkValue } from "./check-value.ts";
import { CompiledSchemas } from "./compiled-schemas.ts";
import { Predicates } from "./predicates.ts";

const info = { title: "A", version: "1", contact: { name: "N", email: "a@b.example" }, license: { name: "MIT", url: "https://a.example" } };
const tags = [{ name: "a", externalDocs: { url: "https://a.example" } }, { name: "b" }];
const schema = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string", pattern: "^a", minLength: 1 }, next: { $ref: "#/x" }, "x-n": { type: "integer", multipleOf: 2 } },
  additionalProperties: { type: "array", items: { enum: ["a", "b"] }, uniqueItems: true },
  allOf: [{ $ref: "#/x" }, { type: "boolean", default: true }],
  xml: { name: "n", attribute: true },
  "x-more": 1,
};

const query = { name: "q", in: "query", type: "array", items: { type: "string" }, collectionFormat: "multi" };
const swagger = {
  swagger: "2.0",
  info,
  host: "a.example:80",
  basePath: "/v1",
  schemes: ["https"],
  paths: {
    "/a/{id}": {
      parameters: [{ $ref: "#/x" }, { name: "id", in: "path", required: true, type: "string" }],
      post: {
        tags: ["a"],
        parameters: [query, { name: "b", in: "body", schema }, { name: "h", in: "header", type: "integer", maximum: 1 }],
        responses: { 200: { description: "D", schema, headers: { H: { type: "string" } } }, default: { $ref: "#/x" } },
        security: [{ key: [] }],
      },
    },
  },
  definitions: { A: schema },
  securityDefinitions: {
    key: { type: "apiKey", name: "k", in: "query" },
    oauth: { type: "oauth2", flow: "implicit", authorizationUrl: "https://a.example", scopes: { s: "S" } },
  },
  tags,
};

const media = { "application/json": { schema, examples: { a: { summary: "S", value: 1 } } } };
const response = {
  description: "D",
  headers: { H: { schema, style: "simple" }, R: { $ref: "#/x" } },
  content: media,
  links: { l: { operationId: "o" } },
};
const operation = {
  tags: ["a"],
  operationId: "o",
  parameters: [
    { name: "q", in: "query", schema, style: "form", explode: true, allowReserved: false, example: 1 },
    { name: "id", in: "path", required: true, schema: { type: "string" }, style: "simple" },
    { name: "c", in: "cookie", content: media },
    { $ref: "#/x" },
  ],
  requestBody: { required: true, content: media },
  responses: { 201: response, "4XX": { $ref: "#/x" }, default: response },
  callbacks: { c: { "{$request.body#/url}": { post: { responses: { 200: { description: "D" } } } } } },
  security: [{ key: [] }],
  servers: [{ url: "https://a.example", variables: { v: { default: "a", enum: ["a"] } } }],
};
const openapi = (version: string): object => ({
  openapi: version,
  info,
  servers: [{ url: "/" }],
  paths: { "/a/{id}": { summary: "S", get: operation, "x-more": 1 } },
  components: {
    schemas: { A: schema, B: { oneOf: [schema, { not: { type: "string" } }], discriminator: { propertyName: "p", mapping: { a: "A" } } } },
    responses: { R: response },
    securitySchemes: {
      key: { type: "apiKey", name: "k", in: "header" },
      bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
      oauth: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://a.example", scopes: { s: "S" } } } },
      open: { type: "openIdConnect", openIdConnectUrl: "https://a.example" },
    },
  },
  tags,
});

const VALUES = [null, -1, 0.5, "", "path", true, [], ["a", "a"], {}, { "x-a": 1 }, { $ref: "#/x" }, { $ref: 1 }];

/** A document with one value put in another's place, one member taken away, or one more: all of them. */
function* changed(document: unknown, at: unknown = document, seen = new Set<unknown>()): Generator<unknown> {
  if (typeof at !== "object" || at === null || seen.has(at)) return;
  seen.add(at);
  for (const key of Reflect.ownKeys(at).filter((each) => each !== "length")) {
    const before: unknown = Reflect.get(at, key);
    for (const value of VALUES) {
      Reflect.set(at, key, value);
      yield document;
    }
    if (!Array.isArray(at)) {
      Reflect.deleteProperty(at, key);
      yield document;
    }
    Reflect.set(at, key, before);
    yield* changed(document, before, seen);
  }
  for (const key of Array.isArray(at)
    ? []
    : ["unknown", "in", "content", "example", "schema", "constructor"].filter((name) => !Object.hasOwn(at, name))) {
    Reflect.set(at, key, "a");
    yield document;
    Reflect.deleteProperty(at, key);
  }
}

describe("predicates say of documents what the check with reasons says", () => {
  test.each([
    ["Swagger 2.0", swagger20, swagger],
    ["OpenAPI 3.0", openapi30, openapi("3.0.4")],
    ["OpenAPI 3.1", openapi31, openapi("3.1.1")],
    ["OpenAPI 3.2", openapi32, openapi("3.2.0")],
  ])("%s", (_, structure, sample) => {
    const document = structuredClone(sample);
    const predicate = new Predicates().of(structure);
    const [plain, quick] = [new CompiledSchemas(), new CompiledSchemas({ predicates: new Predicates() })];
    const check = (schemas: CompiledSchemas) => checkValue(structure, document, { allErrors: true, root: structure, schemas });
    expect(check(plain)).toEqual([]);
    expect(predicate(document)).toBe(true);
    let [failing, count] = [0, 0];
    for (const each of changed(document)) {
      const errors = check(plain);
      if (errors.length > 0) failing += 1;
      if (predicate(each) !== (errors.length === 0)) expect({ each, errors }).toBe(predicate(each));
      count += 1;
      if (count % 10 === 0) expect(check(quick)).toEqual(errors);
    }
    expect(failing).toBeGreaterThan(400);
  });

  test("throw for a keyword that is not understood, rather than to pass over it", () => {
    expect(() => new Predicates().of({ contains: { type: "string" } })).toThrow("`contains` is not understood");
  });
});
