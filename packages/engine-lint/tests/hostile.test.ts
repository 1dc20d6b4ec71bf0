import { readContract } from "@surety/engine-spec/read-contract";
import { expect, test } from "vitest";
import { lintContract } from "../src/lint-contract.ts";

const ok = { responses: { 200: { description: "ok" } } };
const post = (schema: unknown): unknown => ({ "/a": { post: { requestBody: { content: { "application/json": { schema } } }, ...ok } } });
const n = 200_000;

/** Each is quadratic, deep or endless for a careless rule. */
const contracts: Record<string, unknown> = {
  "a path of slashes": { paths: { [`/${"/".repeat(n)}x`]: { get: ok }, [`${"/x".repeat(n)}/`]: { get: ok } } },
  "a path of parameters": { paths: { [Array.from({ length: 20_000 }, (_, index) => `/{p${index}}`).join("")]: { get: ok } } },
  "a path of one letter": {
    paths: { [`/${"A".repeat(n)}/{id}`]: { get: ok }, [`/${"{".repeat(n)}`]: { get: ok }, [`/?${"?".repeat(n)}\n`]: { get: ok } },
  },
  "a media type without end": {
    paths: {
      "/a": { patch: { requestBody: { content: { [`application/${"patch".repeat(n)}!`]: {}, [`${"vnd.".repeat(n)}`]: {} } }, ...ok } },
    },
  },
  "a server without end": { servers: [{ url: `http://${"a".repeat(n)}.` }, { url: `http://a/${"?".repeat(n)}\n` }], paths: {} },
  "patterns that backtrack": {
    paths: post({
      type: "array",
      items: [`${"([".repeat(n)}`, "(".repeat(n), "(a*)*".repeat(1000), "^(([a-z])+.)+[A-Z]([a-z])+$"].map((pattern) => ({
        type: "string",
        pattern,
      }))[0],
      prefixItems: [{ type: "string", pattern: "(".repeat(1999) }],
    }),
  },
  "property names of the prototype": {
    paths: post({
      type: "object",
      properties: Object.fromEntries([
        ["constructor", { type: "string" }],
        ["toString", { type: "integer" }],
        ["hasOwnProperty", {}],
      ]),
    }),
  },
  "many paths that may be ambiguous": {
    paths: Object.fromEntries(
      Array.from({ length: 2 ** 10 }, (_, bits) => [
        Array.from({ length: 10 }, (__, place) => ((bits >> place) & 1 ? `/{p${place}}` : "/x")).join(""),
        { get: ok },
      ]),
    ),
  },
  "many properties": {
    paths: post({
      type: "object",
      properties: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`created_at${index}_at`, { type: "string" }])),
    }),
  },
  "schemas that contain themselves": {
    paths: {
      "/a": {
        post: {
          requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } },
          responses: {
            400: { description: "bad", content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } },
            404: { description: "none", content: { "application/json": { schema: { $ref: "#/components/schemas/B" } } } },
            200: { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/C" } } } },
          },
        },
      },
    },
    components: {
      schemas: {
        A: { anyOf: [{ $ref: "#/components/schemas/A" }] },
        B: {
          allOf: [{ $ref: "#/components/schemas/B" }, { $ref: "#/components/schemas/C" }],
          properties: { b: { $ref: "#/components/schemas/B" } },
        },
        C: { type: "array", items: { $ref: "#/components/schemas/C" } },
      },
    },
  },
  "null everywhere": {
    servers: null,
    tags: null,
    security: null,
    components: { schemas: null, securitySchemes: { a: null } },
    paths: {
      "/a": null,
      "/b": {
        get: null,
        parameters: null,
        post: { parameters: [null], requestBody: null, responses: null, tags: [null], security: [null] },
      },
    },
  },
};

test.each(Object.entries(contracts))("%s", (_, contract) => {
  const result = readContract(
    new TextEncoder().encode(JSON.stringify({ openapi: "3.1.0", info: { title: "t", version: "1" }, ...(contract as object) })),
  );
  if (!result.ok) return;
  const { findings, ruleErrors } = lintContract(result.contract);
  expect(ruleErrors).toEqual([]);
  for (const finding of findings) {
    expect(finding.message.length).toBeLessThan(700);
    expect(finding.pointer.length).toBeLessThanOrEqual(8192);
  }
});
