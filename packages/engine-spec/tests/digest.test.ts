import { describe, expect, it } from "vitest";
import { corpusBytes, hasCorpus, openapi, read, withSchema } from "./read.ts";
import { readContract } from "../src/read-contract.ts";

const digest = (document: string | object): string => read(document).contractDigest;
const S = "#/components/schemas";
const ok = { 200: { description: "ok" } };
const operation = (members: object, rest: object = {}): object =>
  openapi({ paths: { "/a/{id}": { get: { responses: ok, ...members } } }, ...rest });

describe("contractDigest", () => {
  it.each<[string, object, object]>([
    [
      "a component or the same inline",
      withSchema({ $ref: `${S}/A` }, { A: { type: "object", properties: { a: { type: "string" } } } }),
      withSchema({ type: "object", properties: { a: { type: "string" } } }),
    ],
    [
      "another name of a component",
      withSchema({ $ref: `${S}/A` }, { A: { type: "object" } }),
      withSchema({ $ref: `${S}/B` }, { B: { type: "object" } }),
    ],
    ["an unused component", withSchema({ type: "object" }), withSchema({ type: "object" }, { Unused: { type: "string" } })],
    [
      "allOf or the same in one",
      withSchema({
        allOf: [{ type: "object", properties: { a: { type: "string" } }, required: ["a"] }, { properties: { b: { minLength: 1 } } }],
      }),
      withSchema({ type: "object", properties: { b: { minLength: 1 }, a: { type: "string" } }, required: ["a"] }),
    ],
    [
      "nested allOf",
      withSchema({ allOf: [{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, { type: "number" }] }),
      withSchema({ allOf: [{ maximum: 2 }, { type: "number" }, { minimum: 1 }] }),
    ],
    [
      "allOf around a component with siblings",
      withSchema({ description: "x", allOf: [{ $ref: `${S}/A` }], minProperties: 1 }, { A: { type: "object" } }),
      withSchema({ type: "object", minProperties: 1 }),
    ],
    [
      "one arm of allOf, anyOf or oneOf",
      withSchema({ allOf: [{ oneOf: [{ anyOf: [{ type: "string" }] }] }] }),
      withSchema({ type: "string" }),
    ],
    [
      "the order of arms",
      withSchema({ oneOf: [{ type: "string" }, { type: "object" }], anyOf: [{ maxLength: 1 }, { minLength: 2 }] }),
      withSchema({ anyOf: [{ minLength: 2 }, { maxLength: 1 }], oneOf: [{ type: "object" }, { type: "string" }] }),
    ],
    [
      "anyOf in anyOf",
      withSchema({ anyOf: [{ type: "string" }, { anyOf: [{ type: "object" }, { type: "boolean" }] }] }),
      withSchema({ anyOf: [{ type: "boolean" }, { type: "object" }, { type: "string" }] }),
    ],
    ["a type or a list of one", withSchema({ type: "string" }), withSchema({ type: ["string"] })],
    [
      "the order of types, enums and required",
      withSchema({ type: ["object", "string"], enum: ["a", "b", { c: 1, d: 2 }], required: ["x", "y"] }),
      withSchema({ required: ["y", "x"], enum: [{ d: 2, c: 1 }, "b", "a"], type: ["string", "object"] }),
    ],
    ["const or an enum of one", withSchema({ const: "a" }), withSchema({ enum: ["a"] })],
    [
      "nullable in 3.0 or null in 3.1",
      withSchema({ type: "string", nullable: true, minLength: 1 }, {}, "3.0.3"),
      withSchema({ type: ["string", "null"], minLength: 1 }),
    ],
    [
      "nullable or anyOf with null",
      withSchema({ type: "string", nullable: true, minLength: 1 }, {}, "3.0.3"),
      withSchema({ anyOf: [{ type: "string", minLength: 1 }, { type: "null" }] }),
    ],
    [
      "nullable around a component or oneOf with null",
      withSchema({ nullable: true, allOf: [{ $ref: `${S}/A` }] }, { A: { type: "object" } }, "3.0.3"),
      withSchema({ oneOf: [{ type: "null" }, { $ref: `${S}/B` }] }, { B: { type: "object" } }),
    ],
    [
      "nullable around a component or a nullable component",
      withSchema({ anyOf: [{ $ref: `${S}/A` }, { type: "null" }] }, { A: { type: "object", properties: { a: {} } } }),
      withSchema({ $ref: `${S}/N` }, { N: { type: ["object", "null"], properties: { a: {} } } }),
    ],
    [
      "a nullable enum",
      withSchema({ type: "string", nullable: true, enum: ["a", "b"] }, {}, "3.0.3"),
      withSchema({ enum: ["b", "a", null] }),
    ],
    [
      "a nullable choice",
      withSchema({ nullable: true, oneOf: [{ type: "string" }, { type: "object" }] }, {}, "3.0.3"),
      withSchema({ oneOf: [{ type: "string" }, { type: "object" }, { type: "null" }] }),
    ],
    [
      "nullable choices of any",
      withSchema({ nullable: true, anyOf: [{ type: "string" }, { type: "object" }] }, {}, "3.0.3"),
      withSchema({ anyOf: [{ type: "null" }, { type: "object" }, { type: "string" }] }),
    ],
    [
      "exclusive limits",
      withSchema({ type: "number", minimum: 1, exclusiveMinimum: true }, {}, "3.0.3"),
      withSchema({ type: "number", exclusiveMinimum: 1 }),
    ],
    ["a weaker limit beside a stronger", withSchema({ minimum: 1, exclusiveMinimum: 2 }), withSchema({ exclusiveMinimum: 2 })],
    ["number or integer and number", withSchema({ type: ["integer", "number"] }), withSchema({ type: "number" })],
    [
      "byte or base64",
      withSchema({ type: "string", format: "byte" }, {}, "3.0.3"),
      withSchema({ type: "string", contentEncoding: "base64" }),
    ],
    [
      "keywords without effect",
      withSchema({ type: "array", items: {}, minItems: 0, uniqueItems: false, required: [], deprecated: false, readOnly: false }),
      withSchema({ type: "array" }),
    ],
    [
      "prose",
      withSchema({
        type: "object",
        title: "T",
        description: "D",
        example: 1,
        examples: [1],
        externalDocs: { url: "https://a" },
        xml: {},
        "x-internal": 1,
      }),
      withSchema({ type: "object" }),
    ],
    [
      "recursion and unrolled recursion",
      withSchema({ $ref: `${S}/A` }, { A: { properties: { next: { $ref: `${S}/A` } } } }),
      withSchema(
        { properties: { next: { $ref: `${S}/B` } } },
        { B: { properties: { next: { $ref: `${S}/C` } } }, C: { properties: { next: { properties: { next: { $ref: `${S}/B` } } } } } },
      ),
    ],
    [
      "mutual recursion by other names",
      withSchema(
        { $ref: `${S}/A` },
        { A: { properties: { b: { $ref: `${S}/B` } } }, B: { type: "object", properties: { a: { $ref: `${S}/A` } } } },
      ),
      withSchema(
        { $ref: `${S}/X` },
        { Z: { type: "object", properties: { a: { $ref: `${S}/X` } } }, X: { properties: { b: { $ref: `${S}/Z` } } } },
      ),
    ],
    [
      "info, tags' prose, summaries and operation ids",
      openapi({
        info: { title: "A", version: "1", description: "a" },
        tags: [{ name: "a", description: "a" }],
        paths: { "/a": { get: { operationId: "a", summary: "a", description: "a", tags: ["b", "a"], responses: ok } } },
      }),
      openapi({ paths: { "/a": { get: { operationId: "b", tags: ["a", "b"], responses: { 200: { description: "fine" } } } } } }),
    ],
    [
      "the order of paths, methods and statuses",
      openapi({
        paths: {
          "/a": { get: { responses: ok }, put: { responses: { 200: { description: "" }, default: { description: "" } } } },
          "/b": { get: { responses: ok } },
        },
      }),
      openapi({
        paths: {
          "/b": { get: { responses: ok } },
          "/a": { put: { responses: { default: { description: "" }, 200: { description: "" } } }, get: { responses: ok } },
        },
      }),
    ],
    [
      "names of path parameters",
      openapi({
        paths: {
          "/a/{id}/b/{n}": {
            get: {
              parameters: [
                { name: "id", in: "path", required: true, schema: { type: "string" } },
                { name: "n", in: "path", required: true, schema: { type: "integer" } },
              ],
              responses: ok,
            },
          },
        },
      }),
      openapi({
        paths: {
          "/a/{a}/b/{b}": {
            get: {
              parameters: [
                { name: "b", in: "path", required: true, schema: { type: "integer" } },
                { name: "a", in: "path", required: true, schema: { type: "string" } },
              ],
              responses: ok,
            },
          },
        },
      }),
    ],
    [
      "common parameters or own ones",
      openapi({
        paths: {
          "/a": { parameters: [{ name: "q", in: "query", schema: { type: "string" } }], get: { responses: ok }, put: { responses: ok } },
        },
      }),
      openapi({
        paths: {
          "/a": {
            get: { parameters: [{ $ref: "#/components/parameters/Q" }], responses: ok },
            put: { parameters: [{ name: "q", in: "query", style: "form", explode: false, schema: { type: "string" } }], responses: ok },
          },
        },
        components: { parameters: { Q: { name: "q", in: "query", schema: { type: "string" } } } },
      }),
    ],
    [
      "the case of header names",
      operation({ parameters: [{ name: "X-Trace", in: "header", schema: {} }] }),
      operation({ parameters: [{ name: "x-trace", in: "header", schema: {} }] }),
    ],
    [
      "security here or at the root",
      openapi({
        security: [{ a: [] }],
        paths: { "/a": { get: { responses: ok } } },
        components: { securitySchemes: { a: { type: "http", scheme: "Bearer", description: "x" } } },
      }),
      openapi({
        paths: { "/a": { get: { security: [{ b: [] }], responses: ok } } },
        components: { securitySchemes: { b: { type: "http", scheme: "bearer", bearerFormat: "JWT" }, unused: { type: "mutualTLS" } } },
      }),
    ],
    ["no security or an empty requirement", operation({ security: [] }), operation({ security: [{}] })],
    [
      "servers here or at the root",
      openapi({ servers: [{ url: "https://a", description: "x" }], paths: { "/a": { get: { responses: ok } } } }),
      openapi({ paths: { "/a": { servers: [{ url: "https://a" }], get: { responses: ok } } } }),
    ],
    [
      "3.0 or 3.1",
      withSchema({ type: "object", properties: { a: { type: "string", nullable: true } } }, {}, "3.0.3"),
      withSchema({ type: "object", properties: { a: { type: ["string", "null"] } } }, {}, "3.1.0"),
    ],
  ])("is the same for %s", (_what, a, b) => {
    expect(digest(a)).toBe(digest(b));
  });

  it.each<[string, object, object]>([
    ["a type", withSchema({ type: "string" }), withSchema({ type: "integer" })],
    ["nothing and something", withSchema({}), withSchema({ type: "string" })],
    ["a missing schema and an empty one of another type", withSchema({}), withSchema(false)],
    ["a property", withSchema({ properties: { a: {} } }), withSchema({ properties: { b: {} } })],
    ["required", withSchema({ properties: { a: {} }, required: ["a"] }), withSchema({ properties: { a: {} } })],
    ["an enum value", withSchema({ enum: ["a"] }), withSchema({ enum: ["a", "b"] })],
    ["an enum's type", withSchema({ enum: ["1"] }), withSchema({ enum: [1] })],
    ["an empty enum", withSchema({ enum: [] }), withSchema({ type: "string" })],
    ["null", withSchema({ type: "string" }), withSchema({ type: ["string", "null"] })],
    [
      "null that oneOf excludes",
      withSchema({ oneOf: [{ type: ["object", "null"] }, { type: "null" }] }),
      withSchema({ type: ["object", "null"] }),
    ],
    ["a limit", withSchema({ minimum: 1 }), withSchema({ exclusiveMinimum: 1 })],
    ["a pattern", withSchema({ pattern: "a" }), withSchema({ pattern: "b" })],
    ["a format", withSchema({ type: "string", format: "date" }), withSchema({ type: "string", format: "date-time" })],
    ["additionalProperties", withSchema({ type: "object", additionalProperties: false }), withSchema({ type: "object" })],
    [
      "what additionalProperties is beside",
      withSchema({ allOf: [{ properties: { a: {} }, additionalProperties: false }, { properties: { b: {} } }] }),
      withSchema({ allOf: [{ properties: { a: {}, b: {} }, additionalProperties: false }] }),
    ],
    [
      "what unevaluatedProperties sees",
      withSchema({ allOf: [{ properties: { a: {} } }], unevaluatedProperties: false }),
      withSchema({ allOf: [{ properties: { a: {} } }, { unevaluatedProperties: false }] }),
    ],
    ["anyOf and oneOf", withSchema({ anyOf: [{ minimum: 1 }, { maximum: 5 }] }), withSchema({ oneOf: [{ minimum: 1 }, { maximum: 5 }] })],
    ["oneOf with an arm twice", withSchema({ oneOf: [{ type: "string" }, { type: "string" }] }), withSchema({ type: "string" })],
    ["not", withSchema({ not: { type: "string" } }), withSchema({ type: "string" })],
    [
      "if and then",
      withSchema(JSON.parse('{"if":{"type":"string"},"then":{"minLength":1}}')),
      withSchema({ if: { type: "string" }, else: { minLength: 1 } }),
    ],
    ["items and prefixItems", withSchema({ prefixItems: [{ type: "string" }] }), withSchema({ items: { type: "string" } })],
    ["readOnly", withSchema({ properties: { a: { readOnly: true } } }), withSchema({ properties: { a: {} } })],
    ["a default", withSchema({ default: 1 }), withSchema({ default: 2 })],
    ["deprecated", withSchema({ properties: { a: { deprecated: true } } }), withSchema({ properties: { a: {} } })],
    ["x-extensible-enum", withSchema({ type: "string", "x-extensible-enum": ["a"] }), withSchema({ type: "string" })],
    ["a dependency", withSchema({ dependentRequired: { a: ["b"] } }), withSchema({ dependentRequired: { b: ["a"] } })],
    [
      "a discriminator",
      withSchema({ type: "object", discriminator: { propertyName: "a" } }),
      withSchema({ type: "object", discriminator: { propertyName: "b" } }),
    ],
    [
      "the value that a discriminator maps",
      withSchema(
        { oneOf: [{ $ref: `${S}/A` }, { $ref: `${S}/B` }], discriminator: { propertyName: "k" } },
        { A: { minProperties: 1 }, B: { minProperties: 2 } },
      ),
      withSchema(
        { oneOf: [{ $ref: `${S}/C` }, { $ref: `${S}/B` }], discriminator: { propertyName: "k" } },
        { C: { minProperties: 1 }, B: { minProperties: 2 } },
      ),
    ],
    [
      "a subtype",
      withSchema(
        { $ref: `${S}/P` },
        { P: { discriminator: { propertyName: "k" } }, C: { allOf: [{ $ref: `${S}/P` }, { required: ["a"] }] } },
      ),
      withSchema(
        { $ref: `${S}/P` },
        { P: { discriminator: { propertyName: "k" } }, C: { allOf: [{ $ref: `${S}/P` }, { required: ["b"] }] } },
      ),
    ],
    [
      "the depth of a recursion",
      withSchema({ $ref: `${S}/A` }, { A: { properties: { next: { $ref: `${S}/A` } } } }),
      withSchema({ properties: { next: { properties: { next: { type: "null" } } } } }),
    ],
    [
      "something deep in a recursion",
      withSchema({ $ref: `${S}/A` }, { A: { properties: { n: { properties: { n: { properties: { n: { $ref: `${S}/A` } } } } } } } }),
      withSchema(
        { $ref: `${S}/A` },
        { A: { properties: { n: { properties: { n: { minProperties: 1, properties: { n: { $ref: `${S}/A` } } } } } } } },
      ),
    ],
    ["a reference that is not read", withSchema({ $ref: "a.yaml#/A" }), withSchema({ $ref: "a.yaml#/B" })],
    ["a keyword that is not read", withSchema({ $dynamicRef: "#a" }), withSchema({ $dynamicRef: "#b" })],
    ["a method", openapi({ paths: { "/a": { get: { responses: ok } } } }), openapi({ paths: { "/a": { put: { responses: ok } } } })],
    ["a path", openapi({ paths: { "/a": { get: { responses: ok } } } }), openapi({ paths: { "/b": { get: { responses: ok } } } })],
    ["a status", operation({ responses: { 200: { description: "" } } }), operation({ responses: { 201: { description: "" } } })],
    [
      "a media type",
      operation({ responses: { 200: { description: "", content: { "application/json": {} } } } }),
      operation({ responses: { 200: { description: "", content: { "text/json": {} } } } }),
    ],
    [
      "an encoding",
      operation({ requestBody: { content: { "multipart/form-data": { encoding: { a: { contentType: "text/plain" } } } } } }),
      operation({ requestBody: { content: { "multipart/form-data": {} } } }),
    ],
    ["a required body", operation({ requestBody: { required: true, content: {} } }), operation({ requestBody: { content: {} } })],
    [
      "which path parameter",
      openapi({
        paths: {
          "/a/{x}/{y}": { get: { parameters: [{ name: "x", in: "path", required: true, schema: { type: "integer" } }], responses: ok } },
        },
      }),
      openapi({
        paths: {
          "/a/{x}/{y}": { get: { parameters: [{ name: "y", in: "path", required: true, schema: { type: "integer" } }], responses: ok } },
        },
      }),
    ],
    [
      "a parameter's place",
      operation({ parameters: [{ name: "a", in: "query", schema: {} }] }),
      operation({ parameters: [{ name: "a", in: "cookie", schema: {} }] }),
    ],
    [
      "a parameter's style",
      operation({ parameters: [{ name: "a", in: "query", schema: { type: "array" } }] }),
      operation({ parameters: [{ name: "a", in: "query", explode: false, schema: { type: "array" } }] }),
    ],
    [
      "a header",
      operation({ responses: { 200: { description: "", headers: { A: { schema: {} } } } } }),
      operation({ responses: { 200: { description: "" } } }),
    ],
    [
      "a link",
      operation({ responses: { 200: { description: "", links: { a: { operationId: "x" } } } } }),
      operation({ responses: { 200: { description: "" } } }),
    ],
    [
      "a callback",
      operation({ callbacks: { a: { "{$url}": { post: { responses: ok } } } } }),
      operation({ callbacks: { a: { "{$url}": { put: { responses: ok } } } } }),
    ],
    ["a webhook", openapi({ webhooks: { a: { post: { responses: ok } } } }), openapi({ webhooks: { b: { post: { responses: ok } } } })],
    [
      "a security scheme",
      operation({ security: [{ a: [] }] }, { components: { securitySchemes: { a: { type: "http", scheme: "basic" } } } }),
      operation({ security: [{ a: [] }] }, { components: { securitySchemes: { a: { type: "http", scheme: "bearer" } } } }),
    ],
    ["scopes", operation({ security: [{ a: ["x"] }] }), operation({ security: [{ a: ["y"] }] })],
    ["both or either credential", operation({ security: [{ a: [], b: [] }] }), operation({ security: [{ a: [] }, { b: [] }] })],
    [
      "a server",
      openapi({ servers: [{ url: "https://a" }], paths: { "/a": { get: { responses: ok } } } }),
      openapi({ servers: [{ url: "https://b" }], paths: { "/a": { get: { responses: ok } } } }),
    ],
    [
      "a server's variable",
      openapi({ servers: [{ url: "https://{a}", variables: { a: { default: "x" } } }], paths: { "/a": { get: { responses: ok } } } }),
      openapi({ servers: [{ url: "https://{a}", variables: { a: { default: "y" } } }], paths: { "/a": { get: { responses: ok } } } }),
    ],
    ["tags of an operation", operation({ tags: ["a"] }), operation({ tags: ["b"] })],
    ["a deprecated operation", operation({ deprecated: true }), operation({})],
    ["a sunset", operation({ "x-sunset": "2030-01-01" }), operation({ "x-sunset": "2031-01-01" })],
    [
      "models of a document without operations",
      openapi({ components: { schemas: { A: { type: "string" } } } }),
      openapi({ components: { schemas: { A: { type: "integer" } } } }),
    ],
    ["data in a lone surrogate", withSchema({ enum: ["\ud800"] }), withSchema({ enum: ["\ud801"] })],
    ["text that looks like a separator", withSchema({ pattern: 'a" format="b' }), withSchema({ pattern: "a", format: "b" })],
  ])("differs by %s", (_what, a, b) => {
    expect(digest(a)).not.toBe(digest(b));
  });

  it("is the same for Swagger 2.0 and OpenAPI 3", () => {
    const swagger = {
      swagger: "2.0",
      info: { title: "t", version: "1" },
      host: "api.example.com",
      basePath: "/v1",
      schemes: ["https"],
      consumes: ["application/json"],
      produces: ["application/json"],
      definitions: { Order: { type: "object", properties: { id: { type: "string", "x-nullable": true } } } },
      securityDefinitions: { b: { type: "basic" } },
      security: [{ b: [] }],
      paths: {
        "/orders/{id}": {
          put: {
            parameters: [
              { name: "id", in: "path", required: true, type: "string" },
              { name: "ids", in: "query", type: "array", items: { type: "integer" }, collectionFormat: "multi" },
              { name: "body", in: "body", required: true, schema: { $ref: "#/definitions/Order" } },
            ],
            responses: { 200: { description: "ok", schema: { $ref: "#/definitions/Order" }, headers: { "X-Rate": { type: "integer" } } } },
          },
        },
      },
    };
    const order = { type: "object", properties: { id: { type: "string", nullable: true } } };
    const modern = openapi(
      {
        servers: [{ url: "https://api.example.com/v1" }],
        security: [{ basic: [] }],
        components: { securitySchemes: { basic: { type: "http", scheme: "basic" } } },
        paths: {
          "/orders/{orderId}": {
            put: {
              parameters: [
                { name: "ids", in: "query", schema: { type: "array", items: { type: "integer" } } },
                { name: "orderId", in: "path", required: true, schema: { type: "string" } },
              ],
              requestBody: { required: true, content: { "application/json": { schema: order } } },
              responses: {
                200: {
                  description: "",
                  headers: { "x-rate": { schema: { type: "integer" } } },
                  content: { "application/json": { schema: order } },
                },
              },
            },
          },
        },
      },
      "3.0.3",
    );
    expect(digest(swagger)).toBe(digest(modern));
  });

  it.skipIf(!hasCorpus)("is the same for Stripe as JSON and as YAML", () => {
    const [json, yaml] = ["stripe.json", "stripe.yaml"].map((name) => readContract(corpusBytes(`documents/${name}.gz`)));
    expect(
      json?.ok &&
        yaml?.ok &&
        json.contract.contractDigest === yaml.contract.contractDigest &&
        json.contract.rawDigest !== yaml.contract.rawDigest,
    ).toBe(true);
  });
});
