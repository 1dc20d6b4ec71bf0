import { describe, expect, it } from "vitest";
import { summarizeContract } from "../src/summarize-contract.ts";
import { openapi, read } from "./read.ts";

const ok = { 200: { description: "ok" } };

describe("the model of OpenAPI 3", () => {
  it("keys operations by method and anonymous path", () => {
    const { api, problems } = read(
      openapi({
        paths: {
          "/orders/{orderId}/lines/{line-id}": { get: { responses: ok }, patch: { responses: ok }, "x-a": {}, parameters: [] },
          "/files/{name}.{ext}": { head: { responses: ok } },
          "x-b": { get: {} },
        },
        webhooks: { newOrder: { post: { responses: ok } } },
      }),
    );
    expect(api.operations.map(({ key, method, path, pointer }) => [key, method, path, pointer])).toEqual([
      ["GET /orders/{}/lines/{}", "GET", "/orders/{orderId}/lines/{line-id}", "/paths/~1orders~1{orderId}~1lines~1{line-id}/get"],
      ["PATCH /orders/{}/lines/{}", "PATCH", "/orders/{orderId}/lines/{line-id}", "/paths/~1orders~1{orderId}~1lines~1{line-id}/patch"],
      ["HEAD /files/{}.{}", "HEAD", "/files/{name}.{ext}", "/paths/~1files~1{name}.{ext}/head"],
    ]);
    expect(api.webhooks.map(({ key, path }) => [key, path])).toEqual([["POST webhook:newOrder", "newOrder"]]);
    expect(problems).toEqual([]);
  });

  it("reports two paths that differ in parameter names only", () => {
    expect(read(openapi({ paths: { "/a/{b}": { get: { responses: ok } }, "/a/{c}": { get: { responses: ok } } } })).problems).toEqual([
      expect.objectContaining({ code: "duplicate-operation", pointer: "/paths/~1a~1{c}/get" }),
    ]);
  });

  it("reads what links, forms, servers and flows say beside their names", () => {
    const { api, problems } = read(
      openapi({
        servers: [{ url: "https://{region}.example.com", variables: { region: { default: "eu", enum: ["eu", "us"] } } }],
        components: {
          securitySchemes: {
            o: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "/t", refreshUrl: "/r", scopes: { read: "Read orders" } } } },
          },
        },
        paths: {
          "/a": {
            post: {
              requestBody: {
                content: {
                  "multipart/form-data": {
                    schema: { type: "object" },
                    encoding: { file: { contentType: "image/png", headers: { "X-A": { required: true, schema: { type: "string" } } } } },
                  },
                },
              },
              responses: {
                200: {
                  description: "ok",
                  links: {
                    next: { operationId: "list", parameters: { after: "$response.body#/id" }, server: { url: "https://b.example" } },
                  },
                },
              },
            },
          },
        },
      }),
    );
    expect(problems).toEqual([]);
    expect(api.servers[0]?.variables?.get("region")).toEqual({ default: "eu", enum: ["eu", "us"] });
    expect(api.securitySchemes.get("o")?.flows).toMatchObject([{ refreshUrl: "/r", descriptions: new Map([["read", "Read orders"]]) }]);
    const [operation] = api.operations;
    expect(operation?.requestBody?.content[0]?.encoding?.get("file")).toMatchObject({
      contentType: "image/png",
      headers: [{ name: "X-A", required: true }],
    });
    expect(operation?.responses[0]?.links).toEqual([
      expect.objectContaining({
        name: "next",
        operationId: "list",
        parameters: new Map([["after", "$response.body#/id"]]),
        server: "https://b.example",
      }),
    ]);
  });

  it("merges common and own parameters, and fills in what the place says", () => {
    const { api } = read(
      openapi({
        paths: {
          "/a/{id}": {
            parameters: [
              { name: "id", in: "path", schema: { type: "integer" } },
              { name: "q", in: "query", required: true, schema: {} },
              { name: "X-Request-ID", in: "header", schema: {} },
            ],
            get: {
              responses: ok,
              parameters: [
                { name: "q", in: "query", deprecated: true, schema: { type: "array" }, explode: false },
                { name: "c", in: "cookie", schema: {} },
                { name: "filter", in: "query", content: { "Application/JSON; Charset=utf-8": { schema: { type: "object" } } } },
                { name: "deep", in: "query", style: "deepObject", schema: {} },
              ],
            },
          },
        },
      }),
    );
    expect(
      api.operations[0]?.parameters.map(({ in: place, name, required, deprecated, style, explode, contentMediaType }) => [
        place,
        name,
        required,
        deprecated,
        style,
        explode,
        contentMediaType,
      ]),
    ).toEqual([
      ["path", "id", true, false, "simple", false, undefined],
      ["header", "x-request-id", false, false, "simple", false, undefined],
      ["query", "q", false, true, "form", false, undefined],
      ["cookie", "c", false, false, "form", true, undefined],
      ["query", "filter", false, false, "form", true, "application/json; charset=utf-8"],
      ["query", "deep", false, false, "deepObject", false, undefined],
    ]);
  });

  it("inherits security and servers, and tells an empty list from none", () => {
    const { api } = read(
      openapi({
        servers: [{ url: "https://{region}.example.com" }],
        security: [{ a: ["read"], b: [] }, {}],
        paths: {
          "/a": {
            servers: [{ url: "/path" }],
            get: { responses: ok, security: [] },
            put: { responses: ok, servers: [{ url: "/operation" }] },
          },
          "/b": { get: { responses: ok } },
        },
      }),
    );
    expect(
      api.operations.map(({ key, servers, security }) => [key, servers.map(({ url }) => url), security.map(({ schemes }) => schemes)]),
    ).toEqual([
      ["GET /a", ["/path"], []],
      [
        "PUT /a",
        ["/operation"],
        [
          [
            { name: "a", scopes: ["read"] },
            { name: "b", scopes: [] },
          ],
          [],
        ],
      ],
      [
        "GET /b",
        ["https://{region}.example.com"],
        [
          [
            { name: "a", scopes: ["read"] },
            { name: "b", scopes: [] },
          ],
          [],
        ],
      ],
    ]);
    expect(read(openapi()).api.servers).toEqual([{ url: "/", pointer: "" }]);
  });

  it("reads statuses, ranges and content", () => {
    const { api, problems } = read(
      openapi({
        paths: {
          "/a": {
            get: {
              responses: {
                default: { description: "d" },
                "2xx": { description: "range", content: { "TEXT/Plain": {}, "application/json": { schema: true, example: 1 } } },
                404: { description: "no" },
                abc: { description: "?" },
                "x-a": {},
              },
            },
          },
        },
      }),
    );
    expect(api.operations[0]?.responses.map(({ status }) => status)).toEqual(["404", "default", "2XX"]);
    expect(
      api.operations[0]?.responses[2]?.content.map(({ mediaType, hasSchema, examples }) => [mediaType, hasSchema, examples.length]),
    ).toEqual([
      ["text/plain", false, 0],
      ["application/json", true, 1],
    ]);
    expect(problems.map(({ code, message }) => [code, message])).toEqual([["wrong-type", "`abc` is not a response status."]]);
  });

  it("knows the methods of 3.2", () => {
    const paths = { "/a": { query: { responses: ok }, additionalOperations: { COPY: { responses: ok } } } };
    expect(read(openapi({ paths }, "3.2.0")).api.operations.map(({ key }) => key)).toEqual(["QUERY /a", "COPY /a"]);
    expect(read(openapi({ paths })).api.operations).toEqual([]);
  });

  it("reads OAuth flows, HTTP schemes and what is unknown", () => {
    const { api, problems } = read(
      openapi({
        components: {
          securitySchemes: {
            o: {
              type: "oauth2",
              flows: { authorizationCode: { authorizationUrl: "https://a", tokenUrl: "https://t", scopes: { read: "r", write: "w" } } },
            },
            h: { type: "http", scheme: "Bearer" },
            c: { type: "openIdConnect", openIdConnectUrl: "https://c" },
            m: { type: "mutualTLS" },
            u: { type: "magic" },
          },
        },
      }),
    );
    expect([...api.securitySchemes.values()]).toMatchObject([
      {
        name: "o",
        type: "oauth2",
        flows: [{ flow: "authorizationCode", authorizationUrl: "https://a", tokenUrl: "https://t", scopes: ["read", "write"] }],
      },
      { name: "h", type: "http", scheme: "bearer" },
      { name: "c", openIdConnectUrl: "https://c" },
      { name: "m" },
    ]);
    expect(problems).toEqual([expect.objectContaining({ code: "wrong-type", message: expect.stringContaining("`magic`") })]);
  });

  it("gives a summary with the line of each operation", () => {
    const contract = read(
      "openapi: 3.0.0\ninfo:\n  title: Orders\n  version: 2.5\npaths:\n  /a/{id}:\n    parameters: []\n    get:\n      summary: Reads\n      deprecated: true\n      responses: {}\n",
    );
    expect(summarizeContract(contract)).toMatchObject({
      syntax: "yaml",
      dialect: "openapi-3.0",
      title: "Orders",
      apiVersion: "2.5",
      byteLength: contract.byteLength,
      operations: [{ key: "GET /a/{}", method: "GET", path: "/a/{id}", summary: "Reads", deprecated: true, line: 8 }],
      problems: [],
    });
  });
});

const SWAGGER = {
  swagger: "2.0",
  info: { title: "t", version: "1" },
  host: "api.example.com",
  basePath: "/v1",
  schemes: ["https", "http"],
  consumes: ["application/json"],
  produces: ["application/json", "application/xml"],
  parameters: {
    Page: { name: "page", in: "query", type: "integer", required: true },
    Order: { name: "order", in: "body", required: true, schema: { $ref: "#/definitions/Order" } },
  },
  responses: { Problem: { description: "bad", schema: { $ref: "#/definitions/Problem" }, headers: { "X-Rate": { type: "integer" } } } },
  definitions: {
    Order: { type: "object", required: ["id"], properties: { id: { type: "string", "x-nullable": true } } },
    Problem: { type: "object" },
  },
  securityDefinitions: {
    b: { type: "basic" },
    o: { type: "oauth2", flow: "accessCode", authorizationUrl: "https://a", tokenUrl: "https://t", scopes: { read: "" } },
    k: { type: "apiKey", in: "query", name: "key" },
  },
  paths: {
    "/orders/{id}": {
      parameters: [{ name: "id", in: "path", required: true, type: "string" }],
      get: {
        parameters: [
          { $ref: "#/parameters/Page" },
          { name: "ids", in: "query", type: "array", items: { type: "integer" }, collectionFormat: "multi" },
          { name: "tags", in: "query", type: "array", items: { type: "string" } },
          { name: "pipes", in: "query", type: "array", items: {}, collectionFormat: "pipes" },
        ],
        responses: {
          200: { description: "ok", schema: { $ref: "#/definitions/Order" }, examples: { "application/json": { id: "1" } } },
          400: { $ref: "#/responses/Problem" },
          204: { description: "none" },
        },
      },
      put: {
        parameters: [{ $ref: "#/parameters/Order" }],
        responses: { 200: { description: "file", schema: { type: "file" } } },
        produces: ["application/pdf"],
      },
      post: {
        consumes: ["multipart/form-data"],
        parameters: [
          { name: "note", in: "formData", type: "string", required: true },
          { name: "upload", in: "formData", type: "file" },
        ],
        responses: { 201: { description: "made" } },
      },
    },
  },
};

describe("the model of Swagger 2.0", () => {
  it("is that of OpenAPI 3", () => {
    const { api, problems, dialect } = read(SWAGGER);
    expect(problems).toEqual([]);
    expect(dialect).toBe("swagger-2.0");
    expect(api.servers.map(({ url }) => url)).toEqual(["https://api.example.com/v1", "http://api.example.com/v1"]);
    const [get, put, post] = api.operations;
    expect(
      get?.parameters.map(({ in: place, name, required, style, explode, schema }) => [
        place,
        name,
        required,
        style,
        explode,
        [...(schema.types ?? [])],
      ]),
    ).toEqual([
      ["path", "id", true, "simple", false, ["string"]],
      ["query", "page", true, "form", true, ["integer"]],
      ["query", "ids", false, "form", true, ["array"]],
      ["query", "tags", false, "form", false, ["array"]],
      ["query", "pipes", false, "pipeDelimited", false, ["array"]],
    ]);
    expect(
      get?.responses.map(({ status, content, headers }) => [
        status,
        content.map(({ mediaType, examples }) => [mediaType, examples.length]),
        headers.map(({ name }) => name),
      ]),
    ).toEqual([
      [
        "200",
        [
          ["application/json", 1],
          ["application/xml", 0],
        ],
        [],
      ],
      ["204", [], []],
      [
        "400",
        [
          ["application/json", 0],
          ["application/xml", 0],
        ],
        ["X-Rate"],
      ],
    ]);
    expect(get?.responses[0]?.content[0]?.schema.ref).toBe(api.schemas.get("Order"));
    expect(api.schemas.get("Order")?.properties?.get("id")?.types).toEqual(new Set(["string", "null"]));
    expect(put?.requestBody).toMatchObject({ required: true, content: [{ mediaType: "application/json" }] });
    expect(put?.responses[0]?.content).toMatchObject([
      { mediaType: "application/pdf", schema: { types: new Set(["string"]), format: "binary" } },
    ]);
    expect(post?.requestBody).toMatchObject({
      required: true,
      content: [{ mediaType: "multipart/form-data", schema: { types: new Set(["object"]), required: new Set(["note"]) } }],
    });
    expect(post?.requestBody?.content[0]?.schema.properties?.get("upload")).toMatchObject({ types: new Set(["string"]), format: "binary" });
    expect([...api.securitySchemes.values()]).toMatchObject([
      { type: "http", scheme: "basic" },
      { type: "oauth2", flows: [{ flow: "authorizationCode", scopes: ["read"] }] },
      { type: "apiKey", in: "query", parameterName: "key" },
    ]);
  });
});
