import { describe, expect, it } from "vitest";
import { openapi, read, schemaOf, withSchema } from "./read.ts";

const S = "#/components/schemas";

describe("$ref", () => {
  it("makes a cyclic graph with one node for one place", () => {
    const contract = read(
      withSchema(
        { $ref: `${S}/Node` },
        { Node: { type: "object", properties: { next: { $ref: `${S}/Node` }, other: { $ref: `${S}/Node` } } } },
      ),
    );
    const node = schemaOf(contract).ref!;
    expect(node).toBe(contract.api.schemas.get("Node"));
    expect(node.properties?.get("next")?.ref).toBe(node);
    expect(node.properties?.get("other")?.ref).toBe(node);
    expect(node.pointer).toBe("/components/schemas/Node");
    expect(contract.problems).toEqual([]);
  });

  it("leads into any place of the document, with every spelling", () => {
    const contract = read(
      withSchema(
        {
          type: "object",
          properties: {
            inside: { $ref: `${S}/A/properties/b~1c` },
            percent: { $ref: `${S}/%41/properties/b~1c` },
            item: { $ref: `${S}/A/allOf/0` },
            space: { $ref: `${S}/With%20Space` },
            self: { $ref: "#/paths/~1orders/get/responses/200/content/application~1json/schema" },
          },
        },
        { A: { properties: { "b/c": { minLength: 3 } }, allOf: [{ maxLength: 9 }] }, "With Space": { type: "null" } },
      ),
    );
    const of = (name: string) => schemaOf(contract).properties?.get(name)?.ref;
    expect(of("inside")?.minLength).toBe(3);
    expect(of("percent")).toBe(of("inside"));
    expect(of("item")?.maxLength).toBe(9);
    expect(of("space")?.types).toEqual(new Set(["null"]));
    expect(of("self")).toBe(schemaOf(contract));
    expect(contract.problems).toEqual([]);
  });

  it("leads through another reference", () => {
    const contract = read(
      withSchema({ $ref: `${S}/A/properties/b` }, { A: { $ref: `${S}/B` }, B: { properties: { b: { type: "boolean" } } } }),
    );
    expect(schemaOf(contract).ref?.types).toEqual(new Set(["boolean"]));
  });

  it("has siblings from 3.1 on, and none before", () => {
    expect(schemaOf(read(withSchema({ $ref: `${S}/A`, minLength: 2 }, { A: {} }, "3.1.0")))).toMatchObject({ minLength: 2 });
    expect(schemaOf(read(withSchema({ $ref: `${S}/A`, minLength: 2 }, { A: {} }, "3.0.3"))).minLength).toBeUndefined();
  });

  it("is data in examples, defaults, enums and extensions, and a name among properties", () => {
    const nowhere = { $ref: "#/nowhere" };
    const contract = read(
      withSchema({
        type: "object",
        example: nowhere,
        examples: [nowhere],
        default: nowhere,
        enum: [nowhere],
        "x-a": nowhere,
        properties: { $ref: { type: "string" }, one: { const: nowhere } },
        required: ["$ref"],
      }),
    );
    expect(contract.problems).toEqual([]);
    const schema = schemaOf(contract);
    expect([...schema.properties!.keys()]).toEqual(["$ref", "one"]);
    expect(schema.properties?.get("$ref")?.types).toEqual(new Set(["string"]));
    expect(schema.properties?.get("one")?.enum).toEqual([nowhere]);
  });

  it("that leads nowhere is a problem, and the rest works", () => {
    const contract = read(
      withSchema({ type: "object", properties: { a: { $ref: `${S}/order` }, b: { $ref: `${S}/Order` } } }, { Order: { type: "object" } }),
    );
    expect(contract.problems).toEqual([
      expect.objectContaining({
        code: "dangling-ref",
        fatal: false,
        line: 1,
        pointer: expect.stringMatching(/properties\/a\/\$ref$/),
        message: "`#/components/schemas/order` leads nowhere.",
        hint: expect.stringContaining("Did you mean `Order`"),
      }),
    ]);
    expect(schemaOf(contract).properties?.get("a")).toMatchObject({ unsupported: ["$ref"], refText: `${S}/order` });
    expect(schemaOf(contract).properties?.get("b")?.ref?.types).toEqual(new Set(["object"]));
  });

  it.each(["https://example.com/a.json", "./models.yaml#/Order", "models.yaml", "file:///etc/passwd", "//host/a"])(
    "to %s is a problem that says where to bundle",
    (text) => {
      const contract = read(withSchema({ $ref: text }));
      expect(contract.problems).toEqual([
        expect.objectContaining({
          code: "external-ref",
          fatal: false,
          message: expect.stringContaining("nothing is fetched"),
          hint: expect.stringContaining("bundles"),
        }),
      ]);
      expect(schemaOf(contract).unsupported).toEqual(["$ref"]);
    },
  );

  it("without content, in a circle, is a problem and no hang", () => {
    const contract = read(
      openapi({
        paths: {
          "/a": { $ref: "#/paths/~1b" },
          "/b": { $ref: "#/paths/~1a" },
          "/c": { get: { parameters: [{ $ref: "#/components/parameters/P" }], responses: { 200: { $ref: "#/components/responses/R" } } } },
        },
        components: {
          parameters: { P: { $ref: "#/components/parameters/P" } },
          responses: { R: { $ref: "#/components/responses/R" } },
          schemas: {
            A: { $ref: `${S}/B` },
            B: { $ref: `${S}/C` },
            C: { $ref: `${S}/A` },
            D: { $ref: `${S}/D` },
            E: { $ref: `${S}/A` },
            W: { $ref: `${S}/W/properties/x` },
          },
        },
      }),
    );
    expect(contract.problems.filter(({ code }) => code === "cyclic-ref").length).toBeGreaterThanOrEqual(5);
    for (const schema of contract.api.schemas.values()) {
      const seen = new Set();
      for (let at: typeof schema | undefined = schema; at; at = at.ref) {
        expect(seen.has(at)).toBe(false);
        seen.add(at);
      }
    }
    expect(contract.contractDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is followed for parameters, bodies, responses, headers, path items, callbacks, links, examples and security", () => {
    const contract = read(
      openapi({
        paths: { "/a/{id}": { $ref: "#/components/pathItems/P" } },
        security: [{ key: [] }],
        components: {
          pathItems: {
            P: {
              post: {
                parameters: [{ $ref: "#/components/parameters/Id" }],
                requestBody: { $ref: "#/components/requestBodies/B" },
                responses: { 201: { $ref: "#/components/responses/R" } },
                callbacks: { done: { $ref: "#/components/callbacks/C" } },
              },
            },
          },
          parameters: { Id: { name: "id", in: "path", required: true, schema: { type: "string" } } },
          requestBodies: {
            B: {
              required: true,
              content: { "application/json": { schema: { type: "object" }, examples: { one: { $ref: "#/components/examples/E" } } } },
            },
          },
          examples: { E: { value: { a: 1 } } },
          responses: {
            R: {
              description: "made",
              headers: { Location: { $ref: "#/components/headers/L" } },
              links: { self: { $ref: "#/components/links/K" } },
            },
          },
          headers: { L: { required: true, schema: { type: "string" } } },
          links: { K: { operationId: "x" } },
          callbacks: { C: { "{$request.body#/url}": { post: { responses: { 204: { description: "ok" } } } } } },
          securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } },
        },
      }),
    );
    expect(contract.problems).toEqual([]);
    const [operation] = contract.api.operations;
    expect(operation).toMatchObject({
      key: "POST /a/{}",
      pathPointer: "/paths/~1a~1{id}",
      pointer: "/components/pathItems/P/post",
      parameters: [{ in: "path", name: "id", pointer: "/components/parameters/Id" }],
      requestBody: {
        required: true,
        pointer: "/components/requestBodies/B",
        content: [{ mediaType: "application/json", examples: [{ value: { a: 1 }, pointer: "/components/examples/E/value" }] }],
      },
      responses: [
        { status: "201", pointer: "/components/responses/R", headers: [{ name: "Location", required: true }], links: [{ name: "self" }] },
      ],
      security: [{ schemes: [{ name: "key", scopes: [] }] }],
      callbacks: [{ name: "done", expression: "{$request.body#/url}", operations: [{ key: "POST callback:done {$request.body#/url}" }] }],
    });
    expect(contract.api.securitySchemes.get("key")).toMatchObject({ type: "apiKey", in: "header", parameterName: "X-Key" });
  });

  it("resolves against $id, $anchor and $self inside the document", () => {
    const contract = read(
      withSchema(
        {
          type: "object",
          properties: {
            byAnchor: { $ref: "#order" },
            byId: { $ref: "https://example.com/schemas/order" },
            relative: { $ref: "https://example.com/schemas/line#/properties/sku" },
            inside: { $ref: "https://example.com/schemas/order#part" },
            own: { $ref: "https://example.com/api.json#/components/schemas/A" },
          },
        },
        {
          A: { $anchor: "order", type: "integer" },
          B: {
            $id: "https://example.com/schemas/order",
            type: "object",
            properties: { line: { $ref: "line" }, local: { $ref: "#/$defs/part" } },
            $defs: { part: { $anchor: "part", type: "boolean" } },
          },
          C: { $id: "https://example.com/schemas/line", properties: { sku: { type: "null" } } },
        },
        "3.2.0",
      ),
    );
    const of = (name: string) => schemaOf(contract).properties?.get(name)?.ref;
    expect(of("byAnchor")?.types).toEqual(new Set(["integer"]));
    expect(of("byId")?.properties?.get("line")?.ref?.properties?.get("sku")).toBe(of("relative"));
    expect(of("byId")?.properties?.get("local")?.ref).toBe(of("inside"));
    expect(contract.problems.map(({ code, message }) => [code, message])).toEqual([
      ["external-ref", expect.stringContaining("https://example.com/api.json")],
    ]);
    const self = read({
      $self: "https://example.com/api.json",
      ...withSchema({ $ref: "https://example.com/api.json#/components/schemas/A" }, { A: { type: "string" } }, "3.2.0"),
    });
    expect(schemaOf(self).ref?.types).toEqual(new Set(["string"]));
  });

  it("stays linear on chains, rings and doubling", () => {
    const chain = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`S${at}`, { $ref: `${S}/S${at + 1}` }]));
    const doubling = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`D${at}`, { properties: { a: { $ref: `${S}/D${at + 1}` }, b: { $ref: `${S}/D${at + 1}` } } }]),
    );
    const ring = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, at) => [`R${at}`, { properties: { a: { $ref: `${S}/R${(at + 1) % 5_000}` } } }]),
    );
    const contract = read(
      withSchema(
        { anyOf: [{ $ref: `${S}/S0` }, { $ref: `${S}/D0` }, { $ref: `${S}/R0` }] },
        { ...chain, S20000: { type: "string" }, ...doubling, D60: {}, ...ring },
      ),
    );
    expect(contract.problems).toEqual([]);
    expect(contract.contractDigest).toMatch(/^[0-9a-f]{64}$/);
  });
});
