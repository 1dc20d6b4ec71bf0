import { describe, expect, it } from "vitest";
import { listOperations, readOperation } from "./operations.ts";
import { curlFor, sampleOf } from "./sample.ts";
import { isOpenable, summarizeSchema } from "./schema-summary.ts";

const document = {
  openapi: "3.1.0",
  security: [{ token: [] }],
  paths: {
    "/orders/{order}": {
      parameters: [{ in: "path", name: "order", required: true, schema: { type: "string", examples: ["o-1"] } }],
      get: {
        tags: ["orders"],
        responses: { 200: { description: "OK", content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } } } },
      },
      put: {
        security: [],
        requestBody: { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } } },
        responses: {},
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: "object",
        required: ["id"],
        properties: {
          id: { type: "string", minLength: 1 },
          parent: { $ref: "#/components/schemas/Order" },
          note: { $ref: "#/components/schemas/Gone" },
        },
      },
      Loop: { $ref: "#/components/schemas/Loop" },
      Endless: {
        allOf: [{ $ref: "#/components/schemas/Endless" }, { properties: { a: {} } }],
        items: { $ref: "#/components/schemas/Endless" },
      },
    },
  },
};
const order = { $ref: "#/components/schemas/Order" };

describe("operations", () => {
  it("are listed in document order, with common parameters and inherited security", () => {
    const [get, put] = listOperations(document);
    expect([get?.id, put?.id]).toEqual(["GET /orders/{order}", "PUT /orders/{order}"]);
    expect(get && readOperation(document, get)).toMatchObject({ parameters: [{ name: "order", required: true }], security: ["token"] });
    expect(put && readOperation(document, put)).toMatchObject({ body: { required: true }, security: [] });
  });

  it("of Swagger 2.0 have a body and responses too", () => {
    const old = {
      swagger: "2.0",
      consumes: ["application/json"],
      paths: {
        "/a": {
          post: {
            parameters: [{ in: "body", name: "body", required: true, schema: { type: "object" } }],
            responses: { 200: { description: "OK", schema: { type: "string" } } },
          },
        },
      },
    };
    const [post] = listOperations(old);
    expect(post && readOperation(old, post)).toMatchObject({
      parameters: [],
      body: { required: true, content: [{ schema: { type: "object" } }] },
      responses: [{ content: [{ schema: { type: "string" } }] }],
    });
  });
});

describe("schemas", () => {
  it("say their type, limits and members, recursion included", () => {
    const summary = summarizeSchema(document, order);
    expect(summary.type).toBe("Order");
    expect(summary.properties.map(({ name, required }) => [name, required])).toEqual([
      ["id", true],
      ["parent", false],
      ["note", false],
    ]);
    expect(summarizeSchema(document, summary.properties[0]?.schema).limits).toEqual(["at least 1 long"]);
    expect(isOpenable(document, summary.properties[1]?.schema)).toBe(true);
  });

  it("name a reference that leads nowhere, and end on those that lead in a circle", () => {
    expect(summarizeSchema(document, { $ref: "#/components/schemas/Gone" }).broken).toBe("#/components/schemas/Gone");
    expect(summarizeSchema(document, { $ref: "#/components/schemas/Loop" }).broken).toBeDefined();
    expect(summarizeSchema(document, { $ref: "#/components/schemas/Endless" }).properties).toHaveLength(1);
    expect(isOpenable(document, { $ref: "#/components/schemas/Endless" })).toBe(true);
  });

  it("take hostile names as data", () => {
    const hostile = JSON.parse('{"paths":{"/a":{"get":{"responses":{"200":{"$ref":"#/constructor/prototype"}}}}}}') as Record<
      string,
      unknown
    >;
    const [get] = listOperations(hostile);
    expect(get && readOperation(hostile, get).responses).toMatchObject([{ status: "200", content: [] }]);
  });

  it("give a sample with what is required", () => {
    expect(sampleOf(document, order)).toEqual({ id: "…" });
  });
});

it("a curl command can be pasted: values quoted, body included", () => {
  const [, put] = listOperations(document);
  expect(put && curlFor(document, put, "https://surety.example.com")).toBe(
    [
      "curl -X PUT 'https://surety.example.com/orders/o-1'",
      `-H "Authorization: Bearer $SURETY_TOKEN"`,
      "-H 'Content-Type: application/json'",
      `-d '{"id":"…"}'`,
    ].join(" \\\n  "),
  );
});
