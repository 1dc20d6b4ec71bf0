import type { Node } from "./diff.ts";

const json = (schema: Node): Node => ({ content: { "application/json": { schema } } });
const ref = (name: string): Node => ({ $ref: `#/components/schemas/${name}` });

/** A small document with one of everything that mutations look for. */
export const SHOP: Node = {
  openapi: "3.0.3",
  info: { title: "Shop", version: "1" },
  security: [{ oauth: ["read"] }],
  paths: {
    "/orders": {
      parameters: [{ name: "tenant", in: "header", schema: { type: "string" } }],
      get: {
        parameters: [
          { name: "status", in: "query", schema: { type: "array", items: { type: "string", enum: ["open", "closed"] } } },
          { name: "limit", in: "query", schema: { type: "integer", minimum: 1 } },
          { name: "q", in: "query", schema: { type: "string", maxLength: 20 } },
        ],
        responses: {
          "200": {
            description: "ok",
            headers: { "X-Total": { required: true, schema: { type: "integer" } } },
            ...json({
              type: "object",
              required: ["items"],
              properties: { items: { type: "array", items: ref("Order") }, next: { type: "string", format: "uri" } },
            }),
          },
        },
      },
      post: { requestBody: json(ref("Order")), responses: { "201": { description: "made", ...json(ref("Order")) } } },
    },
    "/orders/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      patch: { requestBody: { required: true, ...json(ref("Patch")) }, responses: { "200": { description: "ok", ...json(ref("Order")) } } },
      put: { responses: { "204": { description: "touched" } } },
    },
  },
  components: {
    securitySchemes: { oauth: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://example.com", scopes: { read: "" } } } } },
    schemas: {
      Order: {
        type: "object",
        required: ["id", "lines"],
        properties: {
          id: { type: "string", format: "uuid" },
          state: { type: "string", enum: ["open", "closed", "void"] },
          total: { type: "number" },
          discount: { type: "number", minimum: 0, maximum: 100 },
          note: { type: "string", nullable: true },
          code: { type: "string", pattern: "^[A-Z]{3}$", maxLength: 3 },
          tags: { type: "array", items: { type: "string" } },
          lines: { type: "array", items: ref("Line") },
          created: { type: "string", format: "date-time", readOnly: true },
        },
      },
      Line: {
        allOf: [
          { type: "object", required: ["sku"], properties: { sku: { type: "string" }, count: { type: "integer" } } },
          { type: "object", properties: { parent: ref("Line") } },
        ],
      },
      Patch: {
        type: "object",
        properties: { state: { type: "string", enum: ["open", "closed"] }, name: { type: "string" }, size: { type: "integer" } },
      },
    },
  },
};
