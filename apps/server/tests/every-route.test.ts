import { request } from "node:http";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApiDocument } from "@surety/api/openapi/openapi-document";
import { restRoutes } from "@surety/api/rest/rest-route";
import { appRouter } from "@surety/api/router";
import { openWorld, type Organization, type World } from "./world.ts";

/** What the document says of one operation, as far as these tests read it. */
interface Operation {
  readonly responses: Readonly<Record<string, DocumentedResponse>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly example?: unknown; readonly required?: boolean }[];
  readonly security: readonly Readonly<Record<string, unknown>>[];
}
interface DocumentedResponse {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const MISSING = "0d9f4a9e-7f9e-4a0e-8a34-3a0a1e3c8f11";
const document: { components: object; paths: Record<string, Record<string, Operation>> } = JSON.parse(
  JSON.stringify(openApiDocument({ serverUrl: "/" })),
);
const OPERATIONS = restRoutes(appRouter).map((route) => {
  const operation = document.paths[route.path]?.[route.method.toLowerCase()];
  if (operation === undefined) throw new Error(`${route.name} is not in the document`);
  return { ...route, operation, address: addressOf(route.path, operation), label: `${route.method} ${route.path}` };
});
type Route = (typeof OPERATIONS)[number];

/** The address with names that nothing has, and what it needs in its query. */
function addressOf(path: string, { parameters = [] }: Operation): string {
  const value = (name: string) => (name === "digest" || name === "from" || name === "to" ? "a".repeat(64) : MISSING);
  const query = parameters.filter((parameter) => parameter.in === "query" && parameter.required === true);
  const text = query
    .map(({ name, example }) => `${name}=${encodeURIComponent(typeof example === "string" ? example : value(name))}`)
    .join("&");
  return `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => value(name))}${text === "" ? "" : `?${text}`}`;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const validators = new Map<object, ValidateFunction>();
function validates(schema: object, value: unknown): unknown {
  const validate = validators.get(schema) ?? ajv.compile({ ...schema, components: document.components });
  validators.set(schema, validate);
  return validate(value) ? [] : validate.errors;
}

let world: World;
let own: Organization;
beforeAll(async () => {
  world = await openWorld();
  own = await world.createOrganization();
});
afterAll(() => world.close());

async function send(method: string, address: string, headers: Record<string, string> = {}, body?: string | Uint8Array): Promise<Answer> {
  const response = await fetch(world.url + address, {
    method,
    headers: { cookie: own.cookie, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The answer is one of those that the document has for the operation: its status, headers, type and body. */
function expectDocumented({ operation, label }: Route, { status, headers, text }: Answer): void {
  const documented = operation.responses[String(status)];
  expect(documented, `${label} does not document ${status}: ${text.slice(0, 300)}`).toBeDefined();
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get("cache-control")).not.toBeNull();
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|\.ts:/);
  if (text === "") return;
  const type = headers.get("content-type")?.split(";", 1)[0] ?? "";
  const schema = documented?.content?.[type]?.schema;
  expect(schema, `${label} does not document ${type} with ${status}`).toBeDefined();
  if (schema !== undefined && type.endsWith("json")) expect(validates(schema, JSON.parse(text))).toEqual([]);
  for (const [name, isThere] of Object.entries(MUST_HAVE(status))) {
    if (isThere) expect(headers.get(name), `${name} of ${status}`).not.toBeNull();
    if (headers.get(name) !== null) expect(Object.keys(documented?.headers ?? {}).map((each) => each.toLowerCase())).toContain(name);
  }
}

const MUST_HAVE = (status: number) => ({
  "www-authenticate": status === 401,
  "retry-after": status === 429 || status === 503,
  location: status === 201 || status === 202,
  link: false,
  etag: false,
});

/** Status and code of a problem that is as the document has it. */
function problemIn(route: Route, answer: Answer): readonly [number, string] {
  expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expectDocumented(route, answer);
  return [answer.status, JSON.parse(answer.text).code];
}

const JSON_TYPE = { "content-type": "application/json" };
const withBody = OPERATIONS.filter(({ body }) => body.type !== "none");
const withAnswer = OPERATIONS.filter(({ rest }) => rest.success.some((status) => status !== 204));
const guarded = OPERATIONS.filter(({ rest }) => rest.scope !== null);
const named = (routes: readonly Route[]) => routes.map((route) => [route.label, route] as const);

describe("every operation", () => {
  it.each(named(OPERATIONS))("%s answers as its document says, whatever its parameters name", async (_label, route) => {
    const headers: Record<string, string> = route.body.type === "none" ? {} : JSON_TYPE;
    const answer = await send(route.method, route.address, headers, route.body.type === "none" ? undefined : "{}");
    expect(answer.status).toBeLessThan(500);
    expectDocumented(route, answer);
  });

  it.each(named(OPERATIONS))("%s lists its methods, and refuses others", async (_label, route) => {
    const methods = OPERATIONS.filter(({ path }) => path === route.path).flatMap(({ method }) =>
      method === "GET" ? [method, "HEAD"] : [method],
    );
    const options = await send("OPTIONS", route.address);
    expect([options.status, options.text]).toEqual([204, ""]);
    const allow = options.headers.get("allow")?.split(", ") ?? [];
    expect([...allow].sort()).toEqual([...methods, "OPTIONS"].sort());
    const refused = ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((method) => !methods.includes(method));
    for (const method of refused) {
      const answer = await send(
        method,
        route.address,
        method === "GET" ? {} : { "content-type": "text/html" },
        method === "GET" ? undefined : "x",
      );
      expect([answer.status, JSON.parse(answer.text).code, answer.headers.get("allow")]).toEqual([
        405,
        "method_not_allowed",
        allow.join(", "),
      ]);
    }
  });

  it.each(named(OPERATIONS))("%s refuses parameters that it does not know", async (_label, route) => {
    const address = `${route.address}${route.address.includes("?") ? "&" : "?"}notAParameter=1`;
    const answer = await send(
      route.method,
      address,
      route.body.type === "none" ? {} : JSON_TYPE,
      route.body.type === "none" ? undefined : "{}",
    );
    if (route.rest.scope === null || answer.status === 403) return expectDocumented(route, answer);
    expect(problemIn(route, answer)).toEqual([400, "invalid_input"]);
    expect(JSON.parse(answer.text).errors).toContainEqual({ pointer: "/notAParameter", detail: "is not a query parameter here" });
  });

  it.each(named(guarded))("%s wants a credential, and a good one", async (_label, route) => {
    const headers = route.body.type === "none" ? {} : JSON_TYPE;
    expect(problemIn(route, await send(route.method, route.address, { ...headers, cookie: "" }))).toEqual([401, "unauthenticated"]);
    const bad = { ...headers, authorization: "Bearer nobody" };
    expect(problemIn(route, await send(route.method, route.address, bad))).toEqual([401, "token_invalid"]);
  });

  it.each(named(withAnswer))("%s answers with what is asked for, or says what it has", async (_label, route) => {
    const body = route.body.type === "none" ? undefined : "{}";
    const headers: Record<string, string> = body === undefined ? {} : JSON_TYPE;
    expect(problemIn(route, await send(route.method, route.address, { ...headers, accept: "text/csv" }, body))).toEqual([
      406,
      "not_acceptable",
    ]);
  });
});

/** Their answers tell how long things have lasted: each has another entity tag. */
const OF_THE_MOMENT = new Set(["/v1/operations/queues", "/v1/operations/installation"]);

it.each(named(OPERATIONS.filter(({ method }) => method === "GET")))("HEAD answers as %s, without its body", async (_label, route) => {
  const [get, head] = [await send("GET", route.address), await send("HEAD", route.address)];
  expect([head.status, head.text]).toEqual([get.status, ""]);
  for (const name of ["content-type", "cache-control"]) expect(head.headers.get(name)).toBe(get.headers.get(name));
  const [tag, ofHead] = [get.headers.get("etag"), head.headers.get("etag")];
  if (OF_THE_MOMENT.has(route.path)) expect([ofHead === null, tag === null]).toEqual([false, false]);
  else expect(ofHead).toBe(tag);
});

describe("every operation with a body", () => {
  it.each(named(withBody))("%s refuses types that it does not read", async (_label, route) => {
    expect(problemIn(route, await send(route.method, route.address, { "content-type": "text/html" }, "<p>"))).toEqual([
      415,
      "unsupported_media_type",
    ]);
  });

  it.each(named(withBody.filter(({ body }) => body.type === "json")))("%s refuses what is no JSON object", async (_label, route) => {
    for (const body of ["{", "[]", '"x"', "\u0000", '{"a":1}}'])
      expect(problemIn(route, await send(route.method, route.address, JSON_TYPE, body))).toEqual([400, "malformed_request"]);
  });

  it.each(named(withBody.filter(({ body }) => body.type === "json")))(
    "%s stops reading what is too large, told or not",
    async (_label, route) => {
      const large = " ".repeat(1024 * 1024 + 1);
      expect(problemIn(route, await send(route.method, route.address, JSON_TYPE, large))).toEqual([413, "document_too_large"]);
    },
  );

  it.each(named(withBody))("%s answers before a body without an end has ended", async (_label, route) => {
    const { hostname, port } = new URL(world.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { ...JSON_TYPE, cookie: own.cookie, "transfer-encoding": "chunked" };
      const sending = request({ hostname, port, path: route.address, method: route.method, headers }, (response) => {
        resolve(response.statusCode);
        sending.destroy();
      });
      const chunk = Buffer.alloc(256 * 1024, 0x20);
      const more = () => !sending.destroyed && sending.write(chunk, () => setImmediate(more));
      sending.on("error", reject);
      more();
    });
    expect(status).toBe(413);
  });
});

describe("beside the operations", () => {
  it.each(["/openapi.json", "/livez", "/readyz"])("%s refuses what it does not take", async (path) => {
    const answer = await send("POST", path, { "content-type": "text/html" }, "x");
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect((await send("HEAD", path)).status).toBe(200);
    expect((await send("OPTIONS", path)).headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });

  it.each([
    ["GET", "/v1/nothing", 404],
    ["GET", "/api/nothing", 404],
    ["GET", "/api/auth/nothing", 404],
    ["POST", "/api/auth/sign-in/email", 401],
    ["POST", "/api/auth/sign-up/email", 400],
    ["POST", "/api/auth/change-password", 400],
  ] as const)("%s %s answers with a problem", async (method, path, status) => {
    const body = path.includes("sign-in") ? { email: "nobody@example.com", password: "wrong wrong" } : {};
    const answer = await send(method, path, method === "GET" ? {} : JSON_TYPE, method === "GET" ? undefined : JSON.stringify(body));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json; charset=utf-8"]);
    expect(JSON.parse(answer.text)).toMatchObject({
      status,
      type: expect.stringMatching(/^\/docs\/errors\/\w+$/),
      detail: expect.stringMatching(/./),
    });
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("compresses what is worth it, and tells caches so", async () => {
    for (const [path, encoding] of [
      ["/openapi.json", "br"],
      ["/openapi.json", "gzip"],
    ] as const) {
      const { headers } = await send("GET", path, { "accept-encoding": encoding });
      expect([headers.get("content-encoding"), headers.get("vary")]).toEqual([encoding, expect.stringContaining("accept-encoding")]);
    }
    const small = await send("GET", "/livez", { "accept-encoding": "br" });
    expect(small.headers.get("content-encoding")).toBeNull();
  });
});
