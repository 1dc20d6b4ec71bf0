import { describe, expect, test } from "vitest";
import { Change } from "@surety/model/changes";
import { diffContracts } from "../src/diff-contracts.ts";
import { api, changesOf, exchange, outline, read } from "./diff.ts";
import type { Node } from "./diff.ts";
import { refute } from "./witnesses.ts";

const object = (properties: Node, required: readonly string[] = [], more: Node = {}): Node => ({
  type: "object",
  properties,
  required,
  ...more,
});
const text = { type: "string" };
const get = (operation: Node, more: Node = {}): Node =>
  api({ "/orders/{id}": { get: { responses: { "200": { description: "ok" } }, ...operation } } }, more);
const query = (schema: Node, more: Node = {}): Node => get({ parameters: [{ in: "query", name: "limit", schema, ...more }] });
const answer = (responses: Node): Node => get({ responses });
const body = (schema: Node): Node => ({ description: "ok", content: { "application/json": { schema } } });

const R = "POST /orders#request.body";
const A = "POST /orders#response.200";
const request = (schema: unknown): Node => exchange(schema, true);
const response = (schema: unknown): Node => exchange(true, schema);

const KNOWN: readonly (readonly [string, Node, Node, readonly string[]])[] = [
  [
    "an operation is gone",
    api({ "/a": { get: { responses: {} } }, "/b": { get: { responses: {} } } }),
    api({ "/a": { get: { responses: {} } } }),
    ["breaking operation-removed GET /b"],
  ],
  [
    "an operation is new",
    api({ "/a": { get: { responses: {} } } }),
    api({ "/a": { get: { responses: {} } }, "/b": { get: { responses: {} } } }),
    ["safe operation-added GET /b"],
  ],
  [
    "a required parameter is new",
    get({}),
    query(text, { required: true }),
    ["breaking request-required-parameter-added GET /orders/{}#query.limit"],
  ],
  ["an optional parameter is new", get({}), query(text), ["safe request-parameter-added GET /orders/{}#query.limit"]],
  ["a parameter is gone", query(text), get({}), ["risky request-parameter-removed GET /orders/{}#query.limit"]],
  [
    "a parameter became required",
    query(text),
    query(text, { required: true }),
    ["breaking request-parameter-became-required GET /orders/{}#query.limit"],
  ],
  [
    "a parameter's limit shrank",
    query({ type: "integer", maximum: 100 }),
    query({ type: "integer", maximum: 50 }),
    ["breaking request-maximum-narrowed GET /orders/{}#query.limit"],
  ],
  [
    "an integer in a URL is readable as text",
    query({ type: "integer" }),
    query(text),
    ["safe request-type-widened GET /orders/{}#query.limit"],
  ],
  [
    "text in a URL is not readable as an integer",
    query(text),
    query({ type: "integer" }),
    ["breaking request-type-narrowed GET /orders/{}#query.limit"],
  ],
  [
    "a list in a URL is written another way",
    query({ type: "array", items: text }),
    query({ type: "array", items: text }, { explode: false }),
    ["breaking request-parameter-style-changed GET /orders/{}#query.limit"],
  ],
  [
    "a required property is new in a request",
    request(object({ a: text })),
    request(object({ a: text, b: text }, ["b"])),
    [`breaking request-required-property-added ${R}.b`],
  ],
  [
    "an optional property is new in a request",
    request(object({ a: text })),
    request(object({ a: text, b: text })),
    [`safe request-property-added ${R}.b`],
  ],
  [
    "a request property became required",
    request(object({ a: text })),
    request(object({ a: text }, ["a"])),
    [`breaking request-property-became-required ${R}.a`],
  ],
  [
    "a request property is gone",
    request(object({ a: text, b: text })),
    request(object({ a: text })),
    [`risky request-property-removed ${R}.b`],
  ],
  [
    "a request property is gone, and others are refused",
    request(object({ a: text, b: text }, [], { additionalProperties: false })),
    request(object({ a: text }, [], { additionalProperties: false })),
    [`breaking request-property-removed ${R}.b`],
  ],
  [
    "a required response property is gone",
    response(object({ a: text, b: text }, ["a", "b"])),
    response(object({ a: text }, ["a"])),
    [`breaking response-required-property-removed ${A}.b`],
  ],
  [
    "an optional response property is gone",
    response(object({ a: text, b: text })),
    response(object({ a: text })),
    [`safe response-property-removed ${A}.b`],
  ],
  [
    "a response property became optional",
    response(object({ a: text }, ["a"])),
    response(object({ a: text })),
    [`breaking response-property-became-optional ${A}.a`],
  ],
  [
    "a response property is new",
    response(object({ a: text }, [], { additionalProperties: false })),
    response(object({ a: text, b: text }, ["b"])),
    [`safe response-property-added ${A}.b`],
  ],
  [
    "a readOnly property is required in requests",
    request(object({ id: { ...text, readOnly: true } })),
    request(object({ id: { ...text, readOnly: true } }, ["id"])),
    [],
  ],
  ["a request enum lost a value", request({ enum: ["a", "b"] }), request({ enum: ["a"] }), [`breaking request-enum-narrowed ${R}`]],
  ["a response enum grew", response({ enum: ["a"] }), response({ enum: ["a", "b"] }), [`risky response-enum-widened ${A}`]],
  [
    "a response enum grew that said it would",
    response({ enum: ["a"], "x-extensible-enum": ["a"] }),
    response({ enum: ["a", "b"], "x-extensible-enum": ["a", "b"] }),
    [`safe response-enum-widened ${A}`],
  ],
  ["a response may be null", response(text), response({ type: ["string", "null"] }), [`breaking response-null-widened ${A}`]],
  [
    "a request may no longer be null",
    request(object({ a: { type: ["string", "null"] } })),
    request(object({ a: text })),
    [`breaking request-null-narrowed ${R}.a`],
  ],
  [
    "deep inside",
    request({ type: "array", items: object({ a: { type: "array", items: { type: "integer" } } }) }),
    request({ type: "array", items: object({ a: { type: "array", items: { type: "integer", minimum: 5 } } }) }),
    [`breaking request-minimum-narrowed ${R}[].a[]`],
  ],
  [
    "values of a map",
    request({ type: "object", additionalProperties: { type: "integer" } }),
    request({ type: "object", additionalProperties: { type: "string" } }),
    [`breaking request-type-narrowed ${R}.*`],
  ],
  ["a pattern is new", request(text), request({ ...text, pattern: "^[a-z]+$" }), [`breaking request-pattern-narrowed ${R}`]],
  [
    "a pattern allows more",
    request({ ...text, pattern: "^[a-z]+$" }),
    request({ ...text, pattern: "^[a-z0-9]+$" }),
    [`safe request-pattern-widened ${R}`],
  ],
  [
    "a format that is not known",
    request({ ...text, format: "iban" }),
    request({ ...text, format: "bic" }),
    [`risky request-format-narrowed ${R}`],
  ],
  [
    "an alternative is gone",
    request({ oneOf: [text, { type: "integer" }] }),
    request({ oneOf: [text] }),
    [`breaking request-union-narrowed ${R}`],
  ],
  [
    "an alternative is new in a response",
    response({ oneOf: [text, { type: "integer" }] }),
    response({ oneOf: [text, { type: "integer" }, { type: "boolean" }] }),
    [`breaking response-union-widened ${A}`],
  ],
  [
    "a default changed",
    request(object({ a: { type: "integer", default: 1 } })),
    request(object({ a: { type: "integer", default: 2 } })),
    [`risky request-default-changed ${R}.a`],
  ],
  [
    "a success status is gone",
    answer({ "200": body(text), "201": body(text) }),
    answer({ "200": body(text) }),
    ["breaking response-success-status-removed GET /orders/{}#response.201"],
  ],
  [
    "a success status is new",
    answer({ "200": body(text) }),
    answer({ "200": body(text), "202": body(text) }),
    ["risky response-success-status-added GET /orders/{}#response.202"],
  ],
  [
    "error statuses come and go",
    answer({ "200": body(text), "404": body(text) }),
    answer({ "200": body(text), "409": body(text) }),
    ["safe response-error-status-removed GET /orders/{}#response.404", "safe response-error-status-added GET /orders/{}#response.409"],
  ],
  ["a range covers its statuses", answer({ "2XX": body(text) }), answer({ "200": body(text) }), []],
  [
    "a media type is gone from a response",
    answer({ "200": { description: "ok", content: { "application/json": {}, "text/csv": {} } } }),
    answer({ "200": { description: "ok", content: { "application/json": {} } } }),
    ["breaking response-media-type-removed GET /orders/{}#response.200.body(text/csv)"],
  ],
  [
    "a required header is gone",
    answer({ "200": { description: "ok", headers: { ETag: { required: true, schema: text } } } }),
    answer({ "200": { description: "ok" } }),
    ["breaking response-required-header-removed GET /orders/{}#response.200.header.etag"],
  ],
  [
    "an operation needs a credential",
    get({}, { components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } } }),
    get({ security: [{ key: [] }] }, { components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } } }),
    ["breaking security-tightened GET /orders/{}#security"],
  ],
  [
    "another credential is enough as well",
    get({ security: [{ key: [] }] }, { components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } } }),
    get(
      { security: [{ token: [] }, { geheim: [] }] },
      {
        components: {
          securitySchemes: { geheim: { type: "apiKey", in: "header", name: "x-key" }, token: { type: "http", scheme: "bearer" } },
        },
      },
    ),
    ["safe security-loosened GET /orders/{}#security"],
  ],
  [
    "a server is gone",
    get({}, { servers: [{ url: "https://a.example" }] }),
    get({}, { servers: [{ url: "https://b.example" }] }),
    ["risky server-removed #servers.https://a.example", "safe server-added #servers.https://b.example"],
  ],
  [
    "an operation is deprecated, with other names for clients",
    get({ operationId: "a", tags: ["x"] }),
    get({ operationId: "b", tags: ["y"], deprecated: true }),
    ["safe operation-deprecated GET /orders/{}", "safe operation-id-changed GET /orders/{}", "safe operation-tags-changed GET /orders/{}"],
  ],
];

describe("known changes", () => {
  test.each(KNOWN)("%s", async (_name, base, revision, expected) => {
    const changes = changesOf(base, revision);
    expect(outline(changes).toSorted()).toEqual(expected.toSorted());
    for (const change of changes) {
      expect(Change.safeParse(JSON.parse(JSON.stringify(change))).error).toBeUndefined();
      if (change.level === "breaking") expect(await refute(change, read(base), read(revision))).toBeNull();
    }
  });

  test("a webhook's provider is the sender", () => {
    const webhook = (schema: Node): Node =>
      api(
        {},
        {
          webhooks: {
            orderShipped: {
              post: { requestBody: { content: { "application/json": { schema } } }, responses: { "200": { description: "ok" } } },
            },
          },
        },
      );
    expect(outline(changesOf(webhook(object({ a: text }, ["a"])), webhook(object({ a: text, b: text }, ["a", "b"]))))).toEqual([
      "safe response-property-added POST webhook:orderShipped#request.body.b",
    ]);
    expect(outline(changesOf(webhook(object({ a: text }, ["a"])), webhook(object({ a: text }))))).toEqual([
      "breaking response-property-became-optional POST webhook:orderShipped#request.body.a",
    ]);
    expect(outline(changesOf(webhook(text), api({}, { webhooks: {} })))).toEqual(["breaking operation-removed POST webhook:orderShipped"]);
  });

  test("a callback's provider is the sender", () => {
    const callback = (schema: Node): Node =>
      api({
        "/subscribe": {
          post: {
            responses: { "201": { description: "ok" } },
            callbacks: {
              onEvent: {
                "{$request.body#/url}": {
                  post: { requestBody: { content: { "application/json": { schema } } }, responses: { "200": { description: "ok" } } },
                },
              },
            },
          },
        },
      });
    const changes = changesOf(callback(object({ a: text }, ["a"])), callback(object({ a: text })));
    expect(changes.map(({ level, kind }) => `${level} ${kind}`)).toEqual(["breaking response-property-became-optional"]);
    expect(changes[0]?.operations).toEqual(["POST /subscribe"]);
  });
});

describe("one finding per pair of schemas", () => {
  const shared = (schema: Node): Node => {
    const use = {
      responses: { "200": { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } } } },
    };
    return api(
      {
        "/a": { get: use },
        "/b": { get: use },
        "/c": {
          get: {
            responses: {
              "200": {
                description: "ok",
                content: { "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/Order" } } } },
              },
            },
          },
        },
      },
      { components: { schemas: { Order: schema } } },
    );
  };

  test("with the operations that reach it, and the whole body as its proof", () => {
    const changes = changesOf(shared(object({ sku: text }, ["sku"])), shared(object({ sku: text })));
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      coordinate: "GET /a#response.200.sku",
      operations: ["GET /a", "GET /b", "GET /c"],
      witness: { value: {}, mark: "/sku", missing: true, acceptedBy: "revision", rejectedBy: "base" },
    });
  });

  test("its fingerprint survives a refactor, and other changes", () => {
    const [before] = changesOf(shared(object({ sku: text }, ["sku"])), shared(object({ sku: text })));
    const inlined = changesOf(
      shared({ allOf: [object({ sku: text }, ["sku"])] }),
      shared(object({ sku: { ...text, description: "stock keeping unit" }, more: text })),
    );
    expect(inlined.find(({ level }) => level === "breaking")?.fingerprint).toBe(before?.fingerprint);
  });
});

describe("results", () => {
  const left = exchange(object({ a: text, b: { type: "integer" } }, ["a"]), object({ a: text }, ["a"]));
  const right = exchange(object({ a: { ...text, maxLength: 5 }, b: { type: "integer", minimum: 3 } }, ["a", "b"]), object({ a: text }));

  test("are the same bytes each time, breaking first", () => {
    const runs = Array.from({ length: 10 }, () => JSON.stringify(diffContracts(read(left), read(right))));
    expect(new Set(runs).size).toBe(1);
    const levels = changesOf(left, right).map(({ level }) => level);
    expect(levels).toEqual(levels.toSorted());
  });

  test("point at lines of both documents", () => {
    const yaml = (limit: number): string =>
      `openapi: 3.1.0\ninfo: {title: a, version: "1"}\npaths:\n  /a:\n    get:\n      parameters:\n        - in: query\n          name: limit\n          schema:\n            type: integer\n            maximum: ${limit}\n      responses: {}\n`;
    expect(changesOf(yaml(50), yaml(20))).toMatchObject([
      {
        base: { line: 11, snippet: { marked: 11 } },
        revision: { line: 11 },
        message: 'The query parameter "limit" allows less: the maximum changes from 50 to 20.',
      },
    ]);
  });

  test("strict readers refuse unknown fields", () => {
    const [closed, grown] = [
      response(object({ a: text }, [], { additionalProperties: false })),
      response(object({ a: text, b: text }, [], { additionalProperties: false })),
    ];
    expect(changesOf(closed, grown).map(({ level }) => level)).not.toContain("breaking");
    expect(outline(changesOf(closed, grown, { strictReaders: true }))).toContain(`breaking response-property-added ${A}.b`);
  });

  test("a contract has no changes against itself", () => {
    expect(diffContracts(read(left), read(left))).toEqual({
      changes: [],
      counts: { breaking: 0, risky: 0, safe: 0 },
      identical: true,
      partial: null,
      validUntil: null,
    });
  });

  test("a removal after the sunset is no longer breaking", () => {
    const deprecated = api({ "/a": { get: { deprecated: true, "x-sunset": "2026-01-31", responses: {} } } });
    expect(outline(changesOf(deprecated, api({})))).toEqual(["breaking operation-removed GET /a"]);
    expect(outline(changesOf(deprecated, api({}), { today: "2026-02-01" }))).toEqual(["risky operation-removed-after-deprecation GET /a"]);
  });
});
