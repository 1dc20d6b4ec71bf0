import { describe, expect, test } from "vitest";
import { diffContracts } from "../src/diff-contracts.ts";
import { api, exchange, outline, read } from "./diff.ts";
import type { Node } from "./diff.ts";

const json = (schema: unknown): Node => ({ content: { "application/json": { schema } } });
const ok = { "200": { description: "ok" } };
const ref = (path: string): Node => ({ $ref: `#/components/${path}` });
const old = (document: Node): Node => ({ ...document, openapi: "3.0.3" });
/** A body in both directions. */
const both = (schema: unknown, more: Node = {}): Node => exchange(schema, schema, more);
const named = (schemas: Node): Node => ({ components: { schemas } });
const get = (members: Node, more: Node = {}): Node => api({ "/orders": { get: { responses: ok, ...members } } }, more);
const parameter = (members: Node): Node => get({ parameters: [{ name: "q", in: "query", schema: { type: "string" }, ...members }] });
const note = (schema: unknown): Node => both({ type: "object", required: ["a"], properties: { note: schema, a: { type: "string" } } });
const order = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string" }, tags: { type: "array", items: { type: "string" } } },
};
const limit = { name: "limit", in: "query", schema: { type: "integer", minimum: 1 } };
const swagger = (members: Node, more: Node = {}): Node => ({
  swagger: "2.0",
  info: { title: "Orders", version: "1" },
  paths: { "/orders": { post: { responses: ok, ...members } } },
  ...more,
});
const three = (members: Node, more: Node = {}): Node => ({
  openapi: "3.0.3",
  info: { title: "Orders", version: "1" },
  paths: { "/orders": { post: { responses: ok, ...members } } },
  ...more,
});
const head = "openapi: 3.1.0\ninfo: {title: Orders, version: '1'}\n";

const SAME: { readonly [group: string]: readonly (readonly [string, string | Node, string | Node])[] } = {
  "references and composition": [
    ["a schema inline or by $ref", both(order), both(ref("schemas/Order"), named({ Order: order }))],
    [
      "a property inline or by $ref",
      note({ type: "integer" }),
      both(
        { type: "object", required: ["a"], properties: { note: ref("schemas/N"), a: { type: "string" } } },
        named({ N: { type: "integer" } }),
      ),
    ],
    ["a $ref to a $ref", both(order), both(ref("schemas/A"), named({ A: ref("schemas/B"), B: order }))],
    [
      "a $ref into another schema's property",
      both(order),
      both(
        {
          type: "object",
          required: ["id"],
          properties: { id: ref("schemas/Order/properties/id"), tags: ref("schemas/Order/properties/tags") },
        },
        named({ Order: order }),
      ),
    ],
    ["a component under another name", both(ref("schemas/A"), named({ A: order })), both(ref("schemas/B"), named({ B: order }))],
    [
      "a $ref with percent signs",
      both(order),
      both({ $ref: "#/components/schemas/Order%20of%C3%A4%7E1b" }, named({ "Order ofä/b": order })),
    ],
    ["a $ref with ~1 and ~0", both(order), both({ $ref: "#/components/schemas/a~1b~0c" }, named({ "a/b~c": order }))],
    ["a $ref by $anchor", both(order), both({ $ref: "#order" }, named({ Order: { $anchor: "order", ...order } }))],
    [
      "a $ref by $id",
      both(order),
      both({ $ref: "https://example.com/order" }, named({ Order: { $id: "https://example.com/order", ...order } })),
    ],
    [
      "a $ref relative to $id",
      both(order),
      both(
        { $ref: "https://example.com/order" },
        named({ Order: { $id: "https://example.com/order", $ref: "item" }, Item: { $id: "https://example.com/item", ...order } }),
      ),
    ],
    [
      "siblings of a $ref or allOf",
      both({ $ref: "#/components/schemas/A", minProperties: 1 }, named({ A: order })),
      both({ allOf: [order], minProperties: 1 }),
    ],
    [
      "siblings of a $ref that 3.0 ignores",
      old(both({ $ref: "#/components/schemas/A", minProperties: 1 }, named({ A: order }))),
      old(both(order)),
    ],
    ["one-armed allOf", both(order), both({ allOf: [order] })],
    ["one-armed anyOf", both(order), both({ anyOf: [order] })],
    ["one-armed oneOf", both(order), both({ oneOf: [order] })],
    ["one-armed choices in each other", both(order), both({ oneOf: [{ allOf: [{ anyOf: [order] }] }] })],
    [
      "allOf of parts",
      both(order),
      both({
        allOf: [
          { type: "object", required: ["id"] },
          { properties: { id: { type: "string" } } },
          { properties: { tags: order.properties.tags } },
        ],
      }),
    ],
    ["allOf beside keywords", both(order), both({ allOf: [{ properties: order.properties }], required: ["id"], type: "object" })],
    [
      "a property in two parts of allOf",
      note({ type: "string", minLength: 1 }),
      both({
        allOf: [
          { type: "object", required: ["a"], properties: { note: { type: "string" } } },
          { properties: { note: { minLength: 1 }, a: { type: "string" } } },
        ],
      }),
    ],
    [
      "allOf of an extended component",
      both({ allOf: [ref("schemas/Base"), { required: ["more"], properties: { more: { type: "integer" } } }] }, named({ Base: order })),
      both({ ...order, required: ["id", "more"], properties: { ...order.properties, more: { type: "integer" } } }),
    ],
    [
      "limits in parts",
      note({ type: "integer", minimum: 1, maximum: 9 }),
      note({
        allOf: [
          { type: "integer", minimum: 1 },
          { minimum: 0, maximum: 9 },
        ],
      }),
    ],
    [
      "recursion unrolled once",
      both(ref("schemas/N"), named({ N: { type: "object", properties: { next: ref("schemas/N") } } })),
      both(
        { type: "object", properties: { next: { type: "object", properties: { next: ref("schemas/N") } } } },
        named({ N: { type: "object", properties: { next: ref("schemas/N") } } }),
      ),
    ],
    [
      "recursion through another component",
      both(ref("schemas/N"), named({ N: { type: "object", properties: { next: ref("schemas/N") } } })),
      both(
        ref("schemas/A"),
        named({
          A: { type: "object", properties: { next: ref("schemas/B") } },
          B: { type: "object", properties: { next: ref("schemas/A") } },
        }),
      ),
    ],
    [
      "recursion through one-armed choices",
      both(ref("schemas/N"), named({ N: { type: "object", properties: { next: ref("schemas/N") } } })),
      both(ref("schemas/N"), named({ N: { type: "object", properties: { next: { allOf: [ref("schemas/N")] } } } })),
    ],
    [
      "recursion by #",
      both(ref("schemas/N"), named({ N: { type: "array", items: ref("schemas/N") } })),
      both(
        ref("schemas/N"),
        named({ N: { type: "array", items: { $ref: "#/paths/~1orders/post/requestBody/content/application~1json/schema" } } }),
      ),
    ],
  ],
  types: [
    ["a type or a list of one", note({ type: "string" }), note({ type: ["string"] })],
    ["nullable of 3.0 or null in the list", old(note({ type: "string", nullable: true })), note({ type: ["string", "null"] })],
    [
      "null in the list or anyOf",
      note({ type: ["string", "null"], maxLength: 3 }),
      note({ anyOf: [{ type: "string", maxLength: 3 }, { type: "null" }] }),
    ],
    [
      "null in the list or oneOf",
      note({ type: ["string", "null"], maxLength: 3 }),
      note({ oneOf: [{ type: "null" }, { type: "string", maxLength: 3 }] }),
    ],
    ["null by an enum", note({ type: ["string", "null"] }), note({ anyOf: [{ type: "string" }, { enum: [null] }] })],
    ["null by const", note({ type: ["string", "null"] }), note({ oneOf: [{ type: "string" }, { const: null }] })],
    ["a nullable enum", old(note({ type: "string", nullable: true, enum: ["a", "b"] })), note({ enum: ["a", "b", null] })],
    [
      "a nullable enum that lists null",
      old(note({ type: "string", nullable: true, enum: ["a", null, "b"] })),
      note({ type: ["string", "null"], enum: ["a", "b", null] }),
    ],
    [
      "a nullable component",
      old({ ...both({ type: "object", properties: { o: { nullable: true, allOf: [ref("schemas/O")] } } }, named({ O: order })) }),
      both({ type: "object", properties: { o: { oneOf: [{ type: "null" }, ref("schemas/O")] } } }, named({ O: order })),
    ],
    [
      "a nullable component, itself or where it is used",
      both({ type: "object", properties: { o: ref("schemas/O") } }, named({ O: { ...order, type: ["object", "null"] } })),
      both({ type: "object", properties: { o: { anyOf: [ref("schemas/O"), { type: "null" }] } } }, named({ O: order })),
    ],
    [
      "a nullable choice",
      old(note({ nullable: true, oneOf: [{ type: "string" }, { type: "integer" }] })),
      note({ oneOf: [{ type: "string" }, { type: "null" }, { type: "integer" }] }),
    ],
    ["nullable false", old(note({ type: "string", nullable: false })), old(note({ type: "string" }))],
    [
      "x-nullable of 2.0",
      swagger(
        { parameters: [{ in: "body", name: "b", schema: { type: "object", properties: { a: { type: "string", "x-nullable": true } } } }] },
        { consumes: ["application/json"] },
      ),
      three({ requestBody: json({ type: "object", properties: { a: { type: "string", nullable: true } } }) }),
    ],
    ["a list of types or anyOf", note({ type: ["string", "integer"] }), note({ anyOf: [{ type: "integer" }, { type: "string" }] })],
    ["a list of types or oneOf", note({ type: ["string", "integer"] }), note({ oneOf: [{ type: "integer" }, { type: "string" }] })],
    ["number beside integer", note({ type: ["integer", "number"] }), note({ type: "number" })],
    ["const or an enum of one", note({ const: "a" }), note({ enum: ["a"] })],
    ["the type of an enum", note({ type: "string", enum: ["a", "b"] }), note({ enum: ["b", "a"] })],
    ["an enum or choices of constants", note({ type: "string", enum: ["a", "b"] }), note({ oneOf: [{ const: "a" }, { const: "b" }] })],
    ["an enum with a value twice", note({ enum: ["a", "b", "a"] }), note({ enum: ["a", "b"] })],
    [
      "1 and 1.0",
      '{"openapi":"3.1.0","info":{"title":"a","version":"1"},"paths":{"/a":{"get":{"parameters":[{"name":"a","in":"query","schema":{"type":"number","minimum":1,"enum":[1,20]}}],"responses":{}}}}}',
      '{"openapi":"3.1.0","info":{"title":"a","version":"1"},"paths":{"/a":{"get":{"parameters":[{"name":"a","in":"query","schema":{"type":"number","minimum":1.0,"enum":[1.0,2e1]}}],"responses":{}}}}}',
    ],
    [
      "exclusive limits of 3.0",
      old(note({ type: "number", minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true })),
      note({ type: "number", exclusiveMinimum: 0, exclusiveMaximum: 9 }),
    ],
    ["exclusive limits of whole numbers", note({ type: "integer", exclusiveMinimum: 0 }), note({ type: "integer", minimum: 1 })],
    [
      "exclusiveMinimum false",
      old(note({ type: "number", minimum: 0, exclusiveMinimum: false })),
      old(note({ type: "number", minimum: 0 })),
    ],
    ["base64 by format or encoding", old(note({ type: "string", format: "byte" })), note({ type: "string", contentEncoding: "base64" })],
    [
      "a tuple of an earlier draft",
      note({ type: "array", prefixItems: [{ type: "string" }], items: false }),
      note({ type: "array", items: [{ type: "string" }], additionalItems: false }),
    ],
    [
      "dependencies of an earlier draft",
      note({ type: "object", dependentRequired: { a: ["b"] } }),
      note({ type: "object", dependencies: { a: ["b"] } }),
    ],
  ],
  "order and spelling": [
    ["enum", note({ type: "string", enum: ["a", "b", "c"] }), note({ type: "string", enum: ["c", "a", "b"] })],
    ["required", both({ type: "object", required: ["a", "b"] }), both({ type: "object", required: ["b", "a"] })],
    ["required twice", both({ type: "object", required: ["a", "b"] }), both({ type: "object", required: ["b", "a", "b"] })],
    [
      "properties",
      both({ type: "object", properties: { a: { type: "string" }, b: { type: "integer" } } }),
      both({ properties: { b: { type: "integer" }, a: { type: "string" } }, type: "object" }),
    ],
    ["tags", get({ tags: ["a", "b"] }), get({ tags: ["b", "a"] })],
    [
      "parameters",
      get({ parameters: [limit, { name: "q", in: "query", schema: { type: "string" } }] }),
      get({ parameters: [{ name: "q", in: "query", schema: { type: "string" } }, limit] }),
    ],
    ["arms", both({ oneOf: [{ type: "string" }, order] }), both({ oneOf: [order, { type: "string" }] })],
    [
      "media types",
      get({
        responses: {
          "200": { description: "", content: { "application/json": { schema: order }, "text/csv": { schema: { type: "string" } } } },
        },
      }),
      get({
        responses: {
          "200": { description: "", content: { "text/csv": { schema: { type: "string" } }, "application/json": { schema: order } } },
        },
      }),
    ],
    [
      "the case of media types",
      get({ requestBody: { content: { "application/JSON; charset=utf-8": { schema: order } } } }),
      get({ requestBody: { content: { "application/json;charset=utf-8": { schema: order } } } }),
    ],
    ["the case of status ranges", get({ responses: { "2xx": { description: "" } } }), get({ responses: { "2XX": { description: "" } } })],
    [
      "the case of header names",
      get({ parameters: [{ name: "X-Trace", in: "header", schema: { type: "string" } }] }),
      get({ parameters: [{ name: "x-trace", in: "header", schema: { type: "string" } }] }),
    ],
    [
      "the case of response headers",
      get({ responses: { "200": { description: "", headers: { "X-Rate": { schema: { type: "integer" } } } } } }),
      get({ responses: { "200": { description: "", headers: { "x-rate": { schema: { type: "integer" } } } } } }),
    ],
    [
      "alternatives of security",
      get(
        { security: [{ a: [] }, { b: [] }] },
        { components: { securitySchemes: { a: { type: "http", scheme: "basic" }, b: { type: "http", scheme: "bearer" } } } },
      ),
      get(
        { security: [{ b: [] }, { a: [] }] },
        { components: { securitySchemes: { a: { type: "http", scheme: "basic" }, b: { type: "http", scheme: "bearer" } } } },
      ),
    ],
    [
      "scopes",
      get({ security: [{ a: ["x", "y"] }] }, { components: { securitySchemes: { a: { type: "oauth2", flows: {} } } } }),
      get({ security: [{ a: ["y", "x"] }] }, { components: { securitySchemes: { a: { type: "oauth2", flows: {} } } } }),
    ],
    [
      "servers",
      get({}, { servers: [{ url: "https://a" }, { url: "https://b" }] }),
      get({}, { servers: [{ url: "https://b" }, { url: "https://a" }] }),
    ],
    [
      "a numeric status in YAML",
      `${head}paths: {/a: {get: {responses: {200: {description: ok}}}}}`,
      `${head}paths: {/a: {get: {responses: {"200": {description: ok}}}}}`,
    ],
  ],
  "names and places": [
    [
      "path parameters",
      api({
        "/a/{id}/{n}": {
          get: {
            parameters: [
              { name: "id", in: "path", required: true, schema: { type: "string" } },
              { name: "n", in: "path", required: true, schema: { type: "integer" } },
            ],
            responses: ok,
          },
        },
      }),
      api({
        "/a/{n}/{id}": {
          get: {
            parameters: [
              { name: "id", in: "path", required: true, schema: { type: "integer" } },
              { name: "n", in: "path", required: true, schema: { type: "string" } },
            ],
            responses: ok,
          },
        },
      }),
    ],
    [
      "common parameters",
      api({ "/a": { parameters: [limit], get: { responses: ok }, delete: { responses: ok } } }),
      api({ "/a": { get: { parameters: [limit], responses: ok }, delete: { parameters: [limit], responses: ok } } }),
    ],
    [
      "a common parameter that is overridden",
      api({ "/a": { parameters: [{ ...limit, required: true }], get: { parameters: [limit], responses: ok } } }),
      api({ "/a": { get: { parameters: [limit], responses: ok } } }),
    ],
    [
      "a parameter component",
      get({ parameters: [limit] }),
      get({ parameters: [ref("parameters/Limit")] }, { components: { parameters: { Limit: limit } } }),
    ],
    [
      "a response component",
      get({ responses: { "200": { description: "ok", ...json(order) } } }),
      get({ responses: { "200": ref("responses/Ok") } }, { components: { responses: { Ok: { description: "ok", ...json(order) } } } }),
    ],
    [
      "a request body component",
      get({ requestBody: { required: true, ...json(order) } }),
      get({ requestBody: ref("requestBodies/B") }, { components: { requestBodies: { B: { required: true, ...json(order) } } } }),
    ],
    [
      "a header component",
      get({ responses: { "200": { description: "", headers: { A: { required: true, schema: { type: "integer" } } } } } }),
      get(
        { responses: { "200": { description: "", headers: { A: ref("headers/A") } } } },
        { components: { headers: { A: { required: true, schema: { type: "integer" } } } } },
      ),
    ],
    [
      "a callback component",
      get({ callbacks: { done: { "{$url}": { post: { responses: ok } } } } }),
      get({ callbacks: { done: ref("callbacks/D") } }, { components: { callbacks: { D: { "{$url}": { post: { responses: ok } } } } } }),
    ],
    [
      "a link component",
      get({ responses: { "200": { description: "", links: { self: { operationRef: "#/paths/~1orders/get" } } } } }),
      get(
        { responses: { "200": { description: "", links: { self: ref("links/S") } } } },
        { components: { links: { S: { operationRef: "#/paths/~1orders/get" } } } },
      ),
    ],
    [
      "a path item component",
      api({ "/a": { get: { parameters: [limit], responses: ok } } }),
      api({ "/a": ref("pathItems/A") }, { components: { pathItems: { A: { get: { parameters: [limit], responses: ok } } } } }),
    ],
    [
      "a path item by $ref beside common parameters",
      api({ "/a": { parameters: [limit], get: { responses: ok } } }),
      api(
        { "/a": { $ref: "#/components/pathItems/A", parameters: [limit] } },
        { components: { pathItems: { A: { get: { responses: ok } } } } },
      ),
    ],
    [
      "a webhook by $ref",
      api({}, { webhooks: { made: { post: { requestBody: json(order), responses: ok } } } }),
      api(
        {},
        { webhooks: { made: ref("pathItems/A") }, components: { pathItems: { A: { post: { requestBody: json(order), responses: ok } } } } },
      ),
    ],
    [
      "a response by $ref to another operation's",
      api({
        "/a": { get: { responses: { "200": { description: "", ...json(order) } } } },
        "/b": { get: { responses: { "200": { description: "", ...json(order) } } } },
      }),
      api({
        "/a": { get: { responses: { "200": { description: "", ...json(order) } } } },
        "/b": { get: { responses: { "200": { $ref: "#/paths/~1a/get/responses/200" } } } },
      }),
    ],
    [
      "a security scheme by $ref",
      get({ security: [{ a: [] }] }, { components: { securitySchemes: { a: { type: "http", scheme: "basic" } } } }),
      get(
        { security: [{ a: [] }] },
        { components: { securitySchemes: { a: ref("securitySchemes/b"), b: { type: "http", scheme: "basic" } } } },
      ),
    ],
    [
      "a security scheme under another name",
      get({ security: [{ a: [] }] }, { components: { securitySchemes: { a: { type: "http", scheme: "basic" } } } }),
      get({ security: [{ key: [] }] }, { components: { securitySchemes: { key: { type: "http", scheme: "Basic" } } } }),
    ],
    [
      "security of all or of each",
      api(
        { "/a": { get: { responses: ok }, put: { responses: ok } } },
        { security: [{ a: [] }], components: { securitySchemes: { a: { type: "http", scheme: "basic" } } } },
      ),
      api(
        { "/a": { get: { security: [{ a: [] }], responses: ok }, put: { security: [{ a: [] }], responses: ok } } },
        { components: { securitySchemes: { a: { type: "http", scheme: "basic" } } } },
      ),
    ],
    ["no security or none needed", get({ security: [] }), get({ security: [{}] })],
    [
      "servers of all, of a path, of an operation",
      api({ "/a": { get: { responses: ok } } }, { servers: [{ url: "https://api.example.com" }] }),
      api({ "/a": { get: { servers: [{ url: "https://api.example.com" }], responses: ok } } }),
    ],
    [
      "servers of all or of each path",
      api({ "/a": { get: { responses: ok } }, "/b": { get: { responses: ok } } }, { servers: [{ url: "https://api.example.com" }] }),
      api({
        "/a": { servers: [{ url: "https://api.example.com" }], get: { responses: ok } },
        "/b": { servers: [{ url: "https://api.example.com" }], get: { responses: ok } },
      }),
    ],
    ["summaries and prose", get({ operationId: "a", summary: "A", description: "a" }), get({ operationId: "a", summary: "B" })],
  ],
  "defaults of the specification": [
    ["style and explode of query parameters", parameter({}), parameter({ style: "form", explode: true })],
    [
      "style and explode of path parameters",
      api({
        "/a/{id}": {
          get: {
            parameters: [{ name: "id", in: "path", required: true, schema: { type: "array", items: { type: "string" } } }],
            responses: ok,
          },
        },
      }),
      api({
        "/a/{id}": {
          get: {
            parameters: [
              {
                name: "id",
                in: "path",
                required: true,
                style: "simple",
                explode: false,
                schema: { type: "array", items: { type: "string" } },
              },
            ],
            responses: ok,
          },
        },
      }),
    ],
    ["explode of a scalar", parameter({}), parameter({ explode: false })],
    [
      "required, deprecated, allowReserved, allowEmptyValue",
      parameter({}),
      parameter({ required: false, deprecated: false, allowReserved: false, allowEmptyValue: false }),
    ],
    ["required of a request body", get({ requestBody: json(order) }), get({ requestBody: { required: false, ...json(order) } })],
    ["deprecated of an operation", get({}), get({ deprecated: false })],
    ["additionalProperties true", both(order), both({ ...order, additionalProperties: true })],
    ["additionalProperties {}", both(order), both({ ...order, additionalProperties: {} })],
    ["minLength 0", note({ type: "string" }), note({ type: "string", minLength: 0 })],
    [
      "minItems 0, uniqueItems false",
      note({ type: "array", items: { type: "string" } }),
      note({ type: "array", items: { type: "string" }, minItems: 0, uniqueItems: false }),
    ],
    [
      "minProperties 0, required nothing, properties nothing",
      note({ type: "object" }),
      note({ type: "object", minProperties: 0, required: [], properties: {} }),
    ],
    ["items of any kind", note({ type: "array" }), note({ type: "array", items: {} })],
    [
      "readOnly, writeOnly, deprecated false",
      note({ type: "string" }),
      note({ type: "string", readOnly: false, writeOnly: false, deprecated: false }),
    ],
    ["servers", get({}), get({}, { servers: [{ url: "/" }] })],
    ["empty servers", get({}), get({}, { servers: [] })],
    [
      "empty headers, links, callbacks, content, parameters",
      get({}),
      get({ parameters: [], callbacks: {}, responses: { "200": { description: "ok", headers: {}, links: {}, content: {} } } }),
    ],
    [
      "a header's style",
      get({ responses: { "200": { description: "", headers: { A: { schema: { type: "string" } } } } } }),
      get({
        responses: {
          "200": {
            description: "",
            headers: { A: { style: "simple", explode: false, required: false, deprecated: false, schema: { type: "string" } } },
          },
        },
      }),
    ],
    ["security nothing", get({}), get({}, { security: [] })],
    [
      "prose, examples, xml, external documents",
      both(order),
      both({
        ...order,
        title: "Order",
        description: "x",
        example: {},
        examples: [{}],
        externalDocs: { url: "https://a" },
        xml: { name: "o" },
        $comment: "c",
      }),
    ],
    [
      "examples of media types",
      get({ requestBody: { content: { "application/json": { schema: order } } } }),
      get({ requestBody: { content: { "application/json": { schema: order, example: { id: "a" } } } } }),
    ],
  ],
  dialects: [
    ["3.0 or 3.1", old(both(order)), both(order)],
    ["3.1 or 3.2", both(order), { ...both(order), openapi: "3.2.0" }],
    ["example or examples", old(note({ type: "string", example: "a" })), note({ type: "string", examples: ["a"] })],
    [
      "a file upload of 3.0 or 3.1",
      old(get({ requestBody: { content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } } })),
      get({ requestBody: { content: { "application/octet-stream": {} } } }),
    ],
    [
      "a file in a form of 3.0 or 3.1",
      old(
        get({
          requestBody: {
            content: { "multipart/form-data": { schema: { type: "object", properties: { f: { type: "string", format: "binary" } } } } },
          },
        }),
      ),
      get({
        requestBody: {
          content: {
            "multipart/form-data": {
              schema: { type: "object", properties: { f: { type: "string", contentMediaType: "application/octet-stream" } } },
            },
          },
        },
      }),
    ],
    [
      "a body of 2.0",
      swagger(
        { parameters: [{ in: "body", name: "b", required: true, schema: { $ref: "#/definitions/O" } }] },
        { consumes: ["application/json"], definitions: { O: order } },
      ),
      three({ requestBody: { required: true, ...json(order) } }),
    ],
    [
      "a form of 2.0",
      swagger({
        consumes: ["application/x-www-form-urlencoded"],
        parameters: [
          { in: "formData", name: "a", type: "string", required: true },
          { in: "formData", name: "b", type: "integer", minimum: 1 },
        ],
      }),
      three({
        requestBody: {
          required: true,
          content: {
            "application/x-www-form-urlencoded": {
              schema: { type: "object", required: ["a"], properties: { a: { type: "string" }, b: { type: "integer", minimum: 1 } } },
            },
          },
        },
      }),
    ],
    [
      "a file of 2.0",
      swagger({ consumes: ["multipart/form-data"], parameters: [{ in: "formData", name: "f", type: "file" }] }),
      three({
        requestBody: {
          content: { "multipart/form-data": { schema: { type: "object", properties: { f: { type: "string", format: "binary" } } } } },
        },
      }),
    ],
    [
      "a file as a response of 2.0",
      swagger({ produces: ["application/pdf"], responses: { "200": { description: "", schema: { type: "file" } } } }),
      three({
        responses: { "200": { description: "", content: { "application/pdf": { schema: { type: "string", format: "binary" } } } } },
      }),
    ],
    [
      "collections of 2.0",
      swagger({
        parameters: [
          { in: "query", name: "a", type: "array", items: { type: "string" } },
          { in: "query", name: "b", type: "array", items: { type: "string" }, collectionFormat: "multi" },
          { in: "query", name: "c", type: "array", items: { type: "string" }, collectionFormat: "pipes" },
          { in: "header", name: "d", type: "array", items: { type: "string" }, collectionFormat: "csv" },
        ],
      }),
      three({
        parameters: [
          { in: "query", name: "a", explode: false, schema: { type: "array", items: { type: "string" } } },
          { in: "query", name: "b", schema: { type: "array", items: { type: "string" } } },
          { in: "query", name: "c", style: "pipeDelimited", explode: false, schema: { type: "array", items: { type: "string" } } },
          { in: "header", name: "d", schema: { type: "array", items: { type: "string" } } },
        ],
      }),
    ],
    [
      "servers of 2.0",
      swagger({}, { host: "a.example.com", basePath: "/v1", schemes: ["https", "http"] }),
      three({}, { servers: [{ url: "http://a.example.com/v1" }, { url: "https://a.example.com/v1" }] }),
    ],
    [
      "security of 2.0",
      swagger(
        { security: [{ a: [] }, { o: ["r"] }, { k: [] }] },
        {
          securityDefinitions: {
            a: { type: "basic" },
            o: { type: "oauth2", flow: "accessCode", authorizationUrl: "https://a", tokenUrl: "https://t", scopes: { r: "read" } },
            k: { type: "apiKey", in: "header", name: "X-Key" },
          },
        },
      ),
      three(
        { security: [{ a: [] }, { o: ["r"] }, { k: [] }] },
        {
          components: {
            securitySchemes: {
              a: { type: "http", scheme: "basic" },
              o: {
                type: "oauth2",
                flows: { authorizationCode: { authorizationUrl: "https://a", tokenUrl: "https://t", scopes: { r: "read" } } },
              },
              k: { type: "apiKey", in: "header", name: "X-Key" },
            },
          },
        },
      ),
    ],
    [
      "response headers of 2.0",
      swagger({ responses: { "200": { description: "", headers: { A: { type: "integer", maximum: 9 } } } } }),
      three({ responses: { "200": { description: "", headers: { A: { schema: { type: "integer", maximum: 9 } } } } } }),
    ],
    [
      "consumes of all or of each",
      swagger({ parameters: [{ in: "body", name: "b", schema: order }] }, { consumes: ["application/json"] }),
      swagger({ consumes: ["application/json"], parameters: [{ in: "body", name: "b", schema: order }] }),
    ],
    [
      "produces of all or of each",
      swagger({ responses: { "200": { description: "", schema: order } } }, { produces: ["application/json"] }),
      swagger({ produces: ["application/json"], responses: { "200": { description: "", schema: order } } }),
    ],
    ["consumes where nothing is sent", swagger({}), swagger({ consumes: ["application/xml"], produces: ["text/csv"] })],
    [
      "a parameter component of 2.0",
      swagger(
        { parameters: [{ $ref: "#/parameters/B" }, { $ref: "#/parameters/L" }] },
        {
          consumes: ["application/json"],
          parameters: { B: { in: "body", name: "b", schema: order }, L: { in: "query", name: "l", type: "integer" } },
        },
      ),
      three({ requestBody: json(order), parameters: [{ in: "query", name: "l", schema: { type: "integer" } }] }),
    ],
    [
      "a response component of 2.0",
      swagger(
        { produces: ["application/json"], responses: { "200": { $ref: "#/responses/R" } } },
        { responses: { R: { description: "", schema: order } } },
      ),
      three({ responses: { "200": { description: "", ...json(order) } } }),
    ],
    [
      "a discriminator of 2.0",
      swagger(
        { produces: ["application/json"], responses: { "200": { description: "", schema: { $ref: "#/definitions/Pet" } } } },
        {
          definitions: {
            Pet: { type: "object", discriminator: "kind", required: ["kind"], properties: { kind: { type: "string" } } },
            Cat: { allOf: [{ $ref: "#/definitions/Pet" }, { type: "object", properties: { lives: { type: "integer" } } }] },
          },
        },
      ),
      three(
        { responses: { "200": { description: "", ...json(ref("schemas/Pet")) } } },
        {
          components: {
            schemas: {
              Pet: {
                type: "object",
                discriminator: { propertyName: "kind" },
                required: ["kind"],
                properties: { kind: { type: "string" } },
              },
              Cat: { allOf: [ref("schemas/Pet"), { type: "object", properties: { lives: { type: "integer" } } }] },
            },
          },
        },
      ),
    ],
  ],
  YAML: [
    [
      "JSON or YAML",
      api({ "/a": { get: { parameters: [limit], responses: ok } } }),
      `${head}paths:\n  /a:\n    get:\n      parameters:\n        - name: limit\n          in: query\n          schema:\n            type: integer\n            minimum: 1\n      responses:\n        '200':\n          description: |\n            fine\n`,
    ],
    [
      "an anchor",
      api({ "/a": { get: { parameters: [limit], responses: ok }, put: { parameters: [limit], responses: ok } } }),
      `${head}paths:\n  /a:\n    get: &op\n      parameters: [{name: limit, in: query, schema: {type: integer, minimum: 1}}]\n      responses: {'200': {description: ok}}\n    put: *op\n`,
    ],
    [
      "a merge key",
      api({ "/a": { get: { parameters: [limit], responses: ok }, put: { parameters: [limit], responses: ok, deprecated: true } } }),
      `${head}paths:\n  /a:\n    get: &op\n      parameters: [{name: limit, in: query, schema: {type: integer, minimum: 1}}]\n      responses: {'200': {description: ok}}\n    put:\n      <<: *op\n      deprecated: true\n`,
    ],
    [
      "several merge keys, what is written wins",
      both({ type: "string", maxLength: 5, minLength: 1 }),
      `${head}x-a: &a {type: integer, maxLength: 5}\nx-b: &b {minLength: 1, maxLength: 9}\npaths:\n  /orders:\n    post:\n      requestBody: {required: true, content: {application/json: {schema: &s {<<: [*a, *b], type: string}}}}\n      responses: {'200': {description: ok, content: {application/json: {schema: *s}}}}\n`,
    ],
    [
      "quotes, blocks and flow",
      both({ type: "string", enum: ["no", "1", "null", "a b"] }),
      `${head}paths:\n  /orders:\n    post:\n      requestBody:\n        required: true\n        content:\n          application/json:\n            schema: &s\n              type: "string"\n              enum:\n                - no\n                - '1'\n                - "null"\n                - >-\n                  a\n                  b\n      responses: {'200': {description: ok, content: {application/json: {schema: *s}}}}\n`,
    ],
  ],
};

describe.each(Object.keys(SAME))("%s", (group) => {
  test.each((SAME[group] ?? []).map(([name, left, right]) => ({ name, left, right })))("$name", ({ left, right }) => {
    const [base, revision] = [read(left), read(right)];
    expect(outline(diffContracts(base, revision).changes)).toEqual([]);
    expect(outline(diffContracts(revision, base).changes)).toEqual([]);
    expect(outline(diffContracts(base, base).changes)).toEqual([]);
    expect(revision.contractDigest).toBe(base.contractDigest);
    expect(diffContracts(base, revision).identical).toBe(true);
  });
});
