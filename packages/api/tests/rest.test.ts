import { SuretyError } from "@surety/model/errors";
import { describe, expect, it } from "vitest";
import { appRouter } from "../src/router.ts";
import { fakeVerbs } from "./fake-verbs.ts";
import { ALL_SCOPES, restApp } from "./rest-app.ts";

const headers = { authorization: `Bearer ${ALL_SCOPES.join(",")}` };
const service = { name: "orders", title: null, description: null, ruleset: null, createdAt: "2026-01-01T00:00:00Z" };
const page = { items: [], nextCursor: null };
const digest = "a".repeat(64);
const source = { rawDigest: digest, syntax: "json", text: "{}" };
const token = {
  id: "0d9f4a9e-7f9e-4a0e-8a34-3a0a1e3c8f11",
  name: "ci",
  prefix: "sur_x",
  scopes: ["read"],
  createdAt: service.createdAt,
  expiresAt: null,
  lastUsedAt: null,
  secret: "s",
};

describe("what a route reads", () => {
  it("decodes numbers and booleans of the query, and percent-encoded names of the path", async () => {
    const { verbs, calls } = fakeVerbs({ listDeployments: page });
    const app = await restApp(verbs);
    const response = await app.inject({ url: "/v1/environments/pro%64uction/deployments?limit=7&active=false", headers });
    expect(response.statusCode).toBe(200);
    expect(calls).toEqual([{ verb: "listDeployments", input: { environment: "production", limit: 7, active: false } }]);
  });

  it.each(["active=1", "active=TRUE", "active=", "limit=0x10", "limit=7.5", "limit=%207", "limit=1&limit=2", "limit=101", "limit="])(
    "refuses ?%s",
    async (query) => {
      const app = await restApp(fakeVerbs({ listDeployments: page }).verbs);
      const response = await app.inject({ url: `/v1/environments/production/deployments?${query}`, headers });
      expect(response.statusCode).toBe(400);
      expect(response.json()).toMatchObject({ code: "invalid_input", errors: [{ pointer: `/${query.split("=")[0]}` }] });
    },
  );

  it("refuses query parameters that it does not know, also where it takes none", async () => {
    const app = await restApp(fakeVerbs({ listServices: page, identify: {} }).verbs);
    for (const url of [
      "/v1/services?serach=x",
      "/v1/session?__proto__=x",
      "/v1/verdicts?service=a&version=b&environment=c&organizationId=other",
    ]) {
      const response = await app.inject({ url, headers });
      expect(response.json()).toMatchObject({ status: 400, code: "invalid_input", errors: [{ detail: "is not a query parameter here" }] });
    }
  });

  it("does not coerce JSON bodies, and refuses fields that it does not know at any depth", async () => {
    const { verbs, calls } = fakeVerbs({ putEnvironment: { created: true, environment: {} }, createToken: token });
    const app = await restApp(verbs);
    const put = (payload: object) => app.inject({ method: "PUT", url: "/v1/environments/production", headers, payload });
    expect((await put({ position: "3" })).json()).toMatchObject({ code: "invalid_input", errors: [{ pointer: "/position" }] });
    expect((await put({ organizationId: "other" })).json()).toMatchObject({
      code: "invalid_input",
      errors: [{ pointer: "/organizationId" }],
    });
    expect((await put({ policy: { role: "owner" } })).json()).toMatchObject({
      code: "invalid_input",
      errors: [{ pointer: "/policy/role" }],
    });
    expect((await put({ environment: "other" })).json()).toMatchObject({ code: "invalid_input", errors: [{ pointer: "/environment" }] });
    expect(calls).toEqual([]);
  });

  it.each(["", "[]", "null", "{", '"x"', '{"a":\ud800}'])("says that the body %j is no JSON object", async (payload) => {
    const app = await restApp(fakeVerbs({}).verbs);
    const response = await app.inject({
      method: "POST",
      url: "/v1/tokens",
      headers: { ...headers, "content-type": "application/json" },
      payload,
    });
    expect(response.statusCode).toBe(400);
    expect(response.headers["content-type"]).toMatch("application/problem+json");
    expect(["malformed_request", "invalid_input"]).toContain(response.json().code);
  });

  it("takes nothing as `{}` too, where there is nothing to take", async () => {
    const app = await restApp(fakeVerbs({ loadDemo: { services: [] } }).verbs);
    const post = (payload: string) =>
      app.inject({ method: "POST", url: "/v1/demo", headers: { ...headers, "content-type": "application/json" }, payload });
    expect((await post("{}")).json()).toEqual({ services: [] });
    expect((await post('{"service":"orders"}')).json()).toMatchObject({ code: "malformed_request", status: 400 });
  });

  it("leaves the shared schemas as they are: a call by tRPC stays strict after one by REST", async () => {
    const { verbs } = fakeVerbs({ listDeployments: page });
    const app = await restApp(verbs);
    expect((await app.inject({ url: "/v1/environments/production/deployments?active=true&limit=3", headers })).statusCode).toBe(200);
    const caller = { type: "token" as const, organizationId: "a" as never, tokenId: "b" as never, name: "t", scopes: ALL_SCOPES };
    const client = appRouter.createCaller({ verbs, caller, requestId: "r" });
    const input = { environment: "production", active: "true", limit: "3" } as never;
    await expect(client.deployments.list(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("documents", () => {
  const url = "/v1/services/orders/versions/1.0.0";
  const published = { created: true, version: {}, checks: [] };

  it.each([
    "application/json",
    "application/yaml; charset=utf-8",
    "application/x-yaml",
    "text/yaml",
    "application/vnd.oai.openapi",
    "application/vnd.oai.openapi+json;version=3.0",
    "application/octet-stream",
  ])("keeps every byte of %s", async (type) => {
    const { verbs, calls } = fakeVerbs({ publishVersion: published });
    const app = await restApp(verbs);
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x22, 0x00, 0xff, 0x7d, 0x0a]);
    await app.inject({
      method: "PUT",
      url: `${url}?branch=feature%2Frefunds`,
      headers: { ...headers, "content-type": type },
      payload: bytes,
    });
    expect(calls).toEqual([
      { verb: "publishVersion", input: { service: "orders", version: "1.0.0", branch: "feature/refunds", document: bytes } },
    ]);
  });

  it.each([["text/html"], ["multipart/form-data"], [undefined]])("refuses the type %s with 415", async (type) => {
    const app = await restApp(fakeVerbs({}).verbs);
    const response = await app.inject({
      method: "PUT",
      url,
      headers: { ...headers, ...(type === undefined ? {} : { "content-type": type }) },
      payload: Buffer.from("x"),
    });
    expect(response.json()).toMatchObject({ status: 415, code: "unsupported_media_type" });
  });

  it("refuses with 413 what is too large, told or streamed", async () => {
    const app = await restApp(fakeVerbs({}).verbs);
    const address = await app.listen({ port: 0, host: "127.0.0.1" });
    const type = { ...headers, "content-type": "application/yaml" };
    const told = await fetch(address + url, { method: "PUT", headers: type, body: Buffer.alloc(50_000_000, 0x20) });
    expect([told.status, await told.json()]).toMatchObject([413, { code: "document_too_large" }]);
    const chunks = new ReadableStream({
      start: (controller) => Array.from({ length: 100 }, () => controller.enqueue(new Uint8Array(1000))) && controller.close(),
    });
    const streamed = await fetch(address + url, { method: "PUT", headers: type, body: chunks, duplex: "half" } as RequestInit);
    expect(streamed.status).toBe(413);
    await app.close();
  });
});

describe("what a route answers", () => {
  it("tells created from replaced, with Location only for what is new", async () => {
    for (const created of [true, false]) {
      const app = await restApp(fakeVerbs({ putService: { created, service } }).verbs);
      const response = await app.inject({ method: "PUT", url: "/v1/services/orders", headers, payload: {} });
      expect([response.statusCode, response.headers["location"]]).toEqual(created ? [201, "/v1/services/orders"] : [200, undefined]);
      expect(response.json()).toEqual({ created, service });
    }
  });

  it("answers 202 with Location for what has begun", async () => {
    const check = {
      id: token.id,
      service: "orders",
      version: "1",
      kind: "lint",
      state: "queued",
      attempt: 1,
      outcome: null,
      findings: null,
      newFindings: null,
      ruleset: null,
      createdAt: service.createdAt,
      startedAt: null,
      settledAt: null,
    };
    const app = await restApp(fakeVerbs({ openCheck: { created: true, check } }).verbs);
    const response = await app.inject({
      method: "POST",
      url: "/v1/checks",
      headers,
      payload: { service: "orders", version: "1", kind: "lint" },
    });
    expect([response.statusCode, response.headers["location"]]).toEqual([202, `/v1/checks/${token.id}`]);
  });

  it("answers 204 without a body", async () => {
    const { verbs } = fakeVerbs({ deleteToken: null });
    verbs.deleteToken = async () => undefined;
    const app = await restApp(new Proxy(verbs, { get: () => async () => undefined }));
    const response = await app.inject({ method: "DELETE", url: `/v1/tokens/${token.id}`, headers });
    expect([response.statusCode, response.body]).toEqual([204, ""]);
  });

  it("links to the next page and keeps the other parameters", async () => {
    const { verbs, calls } = fakeVerbs({ listServices: { items: [], nextCursor: "a b&c" } });
    const app = await restApp(verbs);
    const first = '</v1/services?limit=2&search=o%26o>; rel="first"';
    const { link } = (await app.inject({ url: "/v1/services?limit=2&search=o%26o", headers })).headers;
    const next = /^<(\/v1\/services\?limit=2&search=o%26o&cursor=[\w-]{12}a\+b%26c)>; rel="next", /.exec(String(link));
    expect(link).toBe(`<${next?.[1]}>; rel="next", ${first}`);
    expect((await app.inject({ url: next?.[1] ?? "", headers })).headers["link"]).toBe(link);
    expect(calls[1]).toEqual({ verb: "listServices", input: { limit: 2, search: "o&o", cursor: "a b&c" } });
    const last = await restApp(fakeVerbs({ listServices: page }).verbs);
    expect((await last.inject({ url: "/v1/services", headers })).headers["link"]).toBe('</v1/services>; rel="first"');
  });

  it("refuses a cursor of another list, of other filters, and what is none", async () => {
    const more = { items: [], nextCursor: "1" };
    const app = await restApp(fakeVerbs({ listServices: more, listTokens: more }).verbs);
    const { nextCursor } = (await app.inject({ url: "/v1/services?search=a", headers })).json();
    expect((await app.inject({ url: `/v1/services?search=a&limit=1&cursor=${nextCursor}`, headers })).statusCode).toBe(200);
    for (const url of [`/v1/tokens?cursor=${nextCursor}`, `/v1/services?search=b&cursor=${nextCursor}`, "/v1/services?search=a&cursor=1"]) {
      const response = await app.inject({ url, headers });
      expect(response.json()).toMatchObject({ status: 400, code: "invalid_input", errors: [{ pointer: "/cursor" }] });
    }
  });

  it("has what never changes cached for good, and answers 304 to a known ETag", async () => {
    const app = await restApp(fakeVerbs({ getContractSource: source, listServices: page }).verbs);
    const first = await app.inject({ url: `/v1/contracts/${digest}/source`, headers });
    expect(first.headers["cache-control"]).toContain("immutable");
    const etag = String(first.headers["etag"]);
    const again = await app.inject({ url: `/v1/contracts/${digest}/source`, headers: { ...headers, "if-none-match": `"other", ${etag}` } });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
    expect((await app.inject({ url: "/v1/services", headers })).headers["cache-control"]).toBe("private, no-cache");
  });

  it("answers HEAD like GET, without a body", async () => {
    const app = await restApp(fakeVerbs({ listServices: page }).verbs);
    const response = await app.inject({ method: "HEAD", url: "/v1/services", headers });
    expect([response.statusCode, response.body, response.headers["etag"]]).toEqual([200, "", expect.stringMatching(/^W\//)]);
  });
});

describe("what is refused", () => {
  it("a method that an address does not take: 405 with Allow, whatever its body", async () => {
    const app = await restApp(fakeVerbs({}).verbs);
    for (const method of ["POST", "PATCH"] as const) {
      const response = await app.inject({ method, url: "/v1/services/orders", headers: { "content-type": "text/html" }, payload: "x" });
      expect([response.statusCode, response.headers["allow"], response.json().code]).toEqual([
        405,
        "GET, HEAD, PUT, DELETE, OPTIONS",
        "method_not_allowed",
      ]);
    }
    const options = await app.inject({ method: "OPTIONS", url: "/v1/services/orders" });
    expect([options.statusCode, options.headers["allow"]]).toEqual([204, "GET, HEAD, PUT, DELETE, OPTIONS"]);
  });

  it("an unknown address below /v1: 404", async () => {
    const app = await restApp(fakeVerbs({}).verbs);
    for (const method of ["GET", "POST", "DELETE"] as const) {
      expect(
        (await app.inject({ method, url: "/v1/nothing/here", headers: { "content-type": "text/html" }, payload: "x" })).json(),
      ).toMatchObject({ status: 404, code: "route_not_found" });
    }
  });

  it("no credential and a missing scope, before the body is read", async () => {
    const app = await restApp(fakeVerbs({}).verbs);
    const publish = { method: "PUT", url: "/v1/services/orders/versions/1", payload: Buffer.alloc(20_000) } as const;
    const nobody = await app.inject({ ...publish, headers: { "content-type": "text/html" } });
    expect([nobody.statusCode, nobody.headers["www-authenticate"]]).toEqual([401, 'Bearer realm="surety"']);
    const reader = await app.inject({ ...publish, headers: { authorization: "Bearer read", "content-type": "application/json" } });
    expect([reader.statusCode, reader.json().detail]).toEqual([403, "This call needs the scope contracts:write; the credential has read."]);
  });

  it("with the problem that a verb throws, hint and field errors included", async () => {
    const error = new SuretyError("not_a_contract", "The document has no openapi field.", {
      errors: [{ pointer: "", detail: "no version", line: 3, column: 1 }],
    });
    const app = await restApp(fakeVerbs({ publishVersion: error }).verbs);
    const response = await app.inject({
      method: "PUT",
      url: "/v1/services/orders/versions/1",
      headers: { ...headers, "content-type": "application/json" },
      payload: "{}",
    });
    expect(response.headers["content-type"]).toMatch("application/problem+json");
    expect(response.json()).toEqual({
      type: "/docs/errors/not_a_contract",
      title: "The document is not a contract",
      status: 422,
      code: "not_a_contract",
      detail: "The document has no openapi field.",
      hint: "Send an OpenAPI 3.x or Swagger 2.0 document as JSON or YAML.",
      requestId: expect.any(String),
      errors: [{ pointer: "", detail: "no version", line: 3, column: 1 }],
    });
  });

  it("shows nothing of an unexpected failure", async () => {
    const app = await restApp(fakeVerbs({}).verbs);
    const response = await app.inject({ url: "/v1/services", headers });
    expect([response.statusCode, response.json().code]).toEqual([500, "internal"]);
    expect(response.body).not.toContain("secret cause");
  });
});
