import { describe, expect, test } from "vitest";
import { api, changesOf, exchange, outline } from "./diff.ts";
import type { Node } from "./diff.ts";

const order: Node = {
  type: "object",
  required: ["id", "items"],
  properties: {
    id: { type: "string", format: "uuid" },
    status: { type: "string", enum: ["open", "closed"] },
    note: { type: ["string", "null"], maxLength: 80 },
    items: {
      type: "array",
      items: {
        type: "object",
        required: ["sku"],
        properties: { sku: { type: "string", pattern: "^[A-Z0-9-]+$" }, quantity: { type: "integer", minimum: 1 } },
      },
    },
  },
};
const properties = order["properties"] as Node;
const with_ = (more: Node): Node => ({ ...order, properties: { ...properties, ...more } });
const base = exchange(order, order);
const component = (name: string, schema: unknown): Node => ({ components: { schemas: { [name]: schema } } });
const ref = (name: string): Node => ({ $ref: `#/components/schemas/${name}` });

const SAME: readonly (readonly [string, Node, Node])[] = [
  ["inline to $ref", base, exchange(ref("Order"), ref("Order"), component("Order", order))],
  [
    "a component under another name",
    exchange(ref("Order"), ref("Order"), component("Order", order)),
    exchange(ref("Bestellung"), ref("Bestellung"), component("Bestellung", order)),
  ],
  [
    "allOf flattened",
    base,
    exchange(
      {
        allOf: [
          { type: "object", required: ["id"], properties: { id: properties["id"], status: properties["status"] } },
          { required: ["items"], properties: { note: properties["note"], items: properties["items"] } },
        ],
      },
      order,
    ),
  ],
  ["object to one-armed oneOf", base, exchange({ oneOf: [order] }, { anyOf: [order] })],
  ["type to type array", base, exchange({ ...order, type: ["object"] }, { ...order, type: ["object"] })],
  [
    "null as an alternative",
    base,
    exchange(
      with_({ note: { anyOf: [{ type: "string", maxLength: 80 }, { type: "null" }] } }),
      with_({ note: { oneOf: [{ type: "null" }, { type: "string", maxLength: 80 }] } }),
    ),
  ],
  [
    "reordered lists",
    base,
    exchange({ ...with_({ status: { enum: ["closed", "open"], type: "string" } }), required: ["items", "id"] }, order),
  ],
  ["const for a list of one", exchange({ enum: ["a"] }, { enum: ["a"] }), exchange({ const: "a" }, { const: "a" })],
  [
    "a whole number above 0",
    base,
    exchange(
      with_({
        items: {
          type: "array",
          items: {
            type: "object",
            required: ["sku"],
            properties: { sku: { type: "string", pattern: "^[A-Z0-9-]+$" }, quantity: { type: "integer", exclusiveMinimum: 0 } },
          },
        },
      }),
      order,
    ),
  ],
  [
    "minLength 0, uniqueItems false, required nothing",
    exchange({ type: "object", properties: { a: { type: "string" } } }, true),
    exchange({ type: "object", required: [], properties: { a: { type: "string", minLength: 0 } } }, true),
  ],
  [
    "prose and examples",
    base,
    exchange(
      {
        ...with_({ id: { type: "string", format: "uuid", description: "the id", examples: ["a"] } }),
        title: "Order",
        description: "what is bought",
      },
      order,
    ),
  ],
  [
    "alternatives in another order",
    exchange({ oneOf: [{ type: "string" }, { type: "integer" }] }, true),
    exchange({ oneOf: [{ type: "integer" }, { type: "string" }] }, true),
  ],
  [
    "a pattern written another way",
    exchange({ type: "string", pattern: "^[0-9]{2}$" }, true),
    exchange({ type: "string", pattern: "^\\d\\d$" }, true),
  ],
  [
    "alternatives of types to a type list",
    exchange({ anyOf: [{ type: "string" }, { type: "integer" }] }, true),
    exchange({ type: ["integer", "string"] }, true),
  ],
  ["a $ref in an enum is data", exchange({ enum: [{ $ref: "#/a" }] }, true), exchange({ const: { $ref: "#/a" } }, true)],
];

describe("refactors are silent", () => {
  test.each(SAME)("%s", (_name, left, right) => {
    expect(outline(changesOf(left, right))).toEqual([]);
    expect(outline(changesOf(right, left))).toEqual([]);
  });

  test("renamed path parameters, and moved common ones", () => {
    const id = (name: string): Node => ({ name, in: "path", required: true, schema: { type: "string" } });
    const left = api({ "/orders/{id}": { get: { parameters: [id("id")], responses: { "200": { description: "ok" } } } } });
    const right = api({ "/orders/{orderId}": { parameters: [id("orderId")], get: { responses: { "200": { description: "fine" } } } } });
    expect(outline(changesOf(left, right))).toEqual([]);
  });

  test("3.0 to 3.1", () => {
    const document = (openapi: string, schema: Node): Node => ({ ...exchange(schema, schema), openapi });
    const left = document("3.0.3", {
      type: "object",
      properties: { a: { type: "string", nullable: true, example: "x" }, b: { type: "integer", minimum: 0, exclusiveMinimum: true } },
    });
    const right = document("3.1.0", {
      type: "object",
      properties: { a: { type: ["string", "null"], examples: ["x"] }, b: { type: "integer", exclusiveMinimum: 0 } },
    });
    expect(outline(changesOf(left, right))).toEqual([]);
  });

  test("2.0 to 3.0", () => {
    const left = {
      swagger: "2.0",
      info: { title: "a", version: "1" },
      host: "api.example.com",
      schemes: ["https"],
      paths: {
        "/orders": {
          post: {
            consumes: ["application/json"],
            produces: ["application/json"],
            parameters: [
              { in: "body", name: "order", required: true, schema: { $ref: "#/definitions/Order" } },
              { in: "query", name: "dry", type: "boolean" },
            ],
            responses: { "200": { description: "ok", schema: { $ref: "#/definitions/Order" } } },
          },
        },
      },
      definitions: { Order: { type: "object", properties: { id: { type: "string" } } } },
    };
    const right = {
      openapi: "3.0.3",
      info: { title: "a", version: "1" },
      servers: [{ url: "https://api.example.com" }],
      paths: {
        "/orders": {
          post: {
            parameters: [{ in: "query", name: "dry", schema: { type: "boolean" } }],
            requestBody: { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } } },
            responses: {
              "200": { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } } },
            },
          },
        },
      },
      components: { schemas: { Order: { type: "object", properties: { id: { type: "string" } } } } },
    };
    expect(outline(changesOf(left, right))).toEqual([]);
  });

  test("recursion, unrolled once", () => {
    const node: Node = { type: "object", properties: { value: { type: "integer" }, next: ref("Node") } };
    const unrolled: Node = {
      type: "object",
      properties: { value: { type: "integer" }, next: { type: "object", properties: { value: { type: "integer" }, next: ref("Node") } } },
    };
    expect(
      outline(
        changesOf(exchange(ref("Node"), ref("Node"), component("Node", node)), exchange(unrolled, unrolled, component("Node", node))),
      ),
    ).toEqual([]);
  });
});
