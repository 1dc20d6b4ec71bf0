import { describe, expect, test } from "vitest";
import { Change } from "@surety/model/changes";
import { api, changesOf, outline, read } from "./diff.ts";
import type { Node } from "./diff.ts";
import { refute } from "./witnesses.ts";

const text = { type: "string" };
const ok = { "200": { description: "ok" } };
const json = (schema: Node): Node => ({ content: { "application/json": { schema } } });
const get = (members: Node, more: Node = {}): Node => api({ "/orders/{id}": { get: { responses: ok, ...members } } }, more);
const post = (content: Node): Node => api({ "/orders": { post: { requestBody: { required: true, content }, responses: ok } } });
const answer = (responses: Node): Node => get({ responses });
const described = (more: Node): Node => ({ description: "ok", ...more });
const query = (schema: Node, more: Node = {}): Node => get({ parameters: [{ in: "query", name: "ids", schema, ...more }] });
const list = (more: Node = {}): Node => ({ type: "array", items: { type: "integer" }, ...more });
const hook = (operation: Node): Node =>
  api({}, { webhooks: { shipped: { post: { requestBody: { required: true, ...json(text) }, responses: ok, ...operation } } } });
const oauth = (scopes: readonly string[], asked: readonly string[]): Node =>
  get(
    { security: [{ o: asked }] },
    {
      components: {
        securitySchemes: {
          o: {
            type: "oauth2",
            flows: { clientCredentials: { tokenUrl: "/t", scopes: Object.fromEntries(scopes.map((one) => [one, one])) } },
          },
        },
      },
    },
  );
const oidc = (asked: readonly string[]): Node =>
  get(
    { security: [{ o: asked }] },
    { components: { securitySchemes: { o: { type: "openIdConnect", openIdConnectUrl: "https://a.example" } } } },
  );
const servers = (url: string, variables: Node = {}): Node => get({}, { servers: [{ url, variables }] });
const form = (encoding: Node): Node =>
  post({ "multipart/form-data": { schema: { type: "object", properties: { file: { type: "string", format: "binary" } } }, encoding } });
const fields = (encoding: Node): Node =>
  post({ "application/x-www-form-urlencoded": { schema: { type: "object", properties: { ids: list() } }, encoding } });
const link = (more: Node): Node =>
  get({ operationId: "one", responses: { "200": described({ links: { self: { operationId: "one", ...more } } }) } });
const version = (name: string, document: Node): Node => ({ ...document, info: { title: "Orders", version: name } });

const G = "GET /orders/{}";
const P = "POST /orders#request.body";
const W = "POST webhook:shipped";

const whole = (schema: Node, more: Node = {}): Node => ({
  ...get({ parameters: [{ in: "querystring", name: "q", content: { "application/x-www-form-urlencoded": { schema } }, ...more }] }),
  openapi: "3.2.0",
});
const page = { page: { type: "integer" } };

/** Base, revision, what is reported. */
const KNOWN: { readonly [group: string]: readonly (readonly [string, Node, Node, readonly string[]])[] } = {
  "the whole query as one value": [
    [
      "a member is required from now on",
      whole({ type: "object", properties: page }),
      whole({ type: "object", properties: page, required: ["page"] }),
      [`breaking request-property-became-required ${G}#querystring.page`],
    ],
    [
      "required from now on",
      whole({ type: "object", properties: page }),
      whole({ type: "object", properties: page }, { required: true }),
      [`breaking request-parameter-became-required ${G}#querystring`],
    ],
    ["another name, which is not on the wire", whole({ type: "object" }), whole({ type: "object" }, { name: "query" }), []],
    ["gone", whole({ type: "object" }), get({}), [`risky request-parameter-removed ${G}#querystring`]],
  ],
  "parameters as text": [
    [
      "one value, then a list that is repeated",
      query({ type: "integer" }),
      query(list()),
      [`safe request-max-items-widened ${G}#query.ids`],
    ],
    [
      "one value, then a list of at least two",
      query({ type: "integer" }),
      query(list({ minItems: 2 })),
      [`breaking request-min-items-narrowed ${G}#query.ids`, `safe request-max-items-widened ${G}#query.ids`],
    ],
    ["a list, then one value", query(list()), query({ type: "integer" }), [`breaking request-max-items-narrowed ${G}#query.ids`]],
    [
      "a text, then a list with commas",
      query(text),
      query({ type: "array", items: text }, { explode: false }),
      [`risky request-parameter-style-changed ${G}#query.ids`, `safe request-max-items-widened ${G}#query.ids`],
    ],
    ["explode of a scalar", query({ type: "integer" }), query({ type: "integer" }, { explode: false, style: "pipeDelimited" }), []],
    ["explode of a list of one", query(list({ maxItems: 1 })), query(list({ maxItems: 1 }), { explode: false }), []],
    ["a number, then a text", query({ type: "integer" }), query(text), [`safe request-type-widened ${G}#query.ids`]],
    ["a text, then a number", query(text), query({ type: "integer" }), [`breaking request-type-narrowed ${G}#query.ids`]],
    [
      "an object, then a deep object",
      query({ type: "object", properties: { a: text } }),
      query({ type: "object", properties: { a: text } }, { style: "deepObject" }),
      [`breaking request-parameter-style-changed ${G}#query.ids`],
    ],
    ["reserved characters", query(text, { allowReserved: true }), query(text), [`risky request-parameter-reserved-refused ${G}#query.ids`]],
    ["an empty value", query(text), query(text, { allowEmptyValue: true }), [`safe request-parameter-empty-allowed ${G}#query.ids`]],
    [
      "content instead of a schema",
      query(text),
      get({ parameters: [{ in: "query", name: "ids", ...json(text) }] }),
      [`risky request-parameter-content-changed ${G}#query.ids`],
    ],
  ],
  statuses: [
    [
      "an error that default described",
      answer({ "200": described({}), default: described(json(text)) }),
      answer({ "200": described({}), "404": described(json(text)), default: described(json(text)) }),
      [],
    ],
    [
      "an error without a body that default described",
      answer({ "200": described({}), default: described({}) }),
      answer({ "200": described({}), "404": described({}), default: described({}) }),
      [],
    ],
    [
      "a success that only default described",
      answer({ default: described(json(text)) }),
      answer({ "200": described(json(text)), default: described(json(text)) }),
      [],
    ],
    [
      "a success beside others",
      answer({ "200": described({}), default: described({}) }),
      answer({ "200": described({}), "202": described({}), default: described({}) }),
      [`risky response-success-status-added ${G}#response.202`],
    ],
  ],
  "media types": [
    [
      "a range, then one of it",
      post({ "text/*": { schema: text } }),
      post({ "text/plain": { schema: text } }),
      [`risky request-media-type-removed ${P}(text/*)`],
    ],
    ["one, then a range with it", post({ "text/plain": { schema: text } }), post({ "*/*": { schema: text } }), []],
    [
      "a response of any type",
      answer({ "200": described(json(text)) }),
      answer({ "200": described({ content: { "*/*": { schema: text } } }) }),
      [`risky response-media-type-added ${G}#response.200.body(*/*)`],
    ],
    ["UTF-8 said aloud", post({ "application/json": { schema: text } }), post({ "application/json; charset=UTF-8": { schema: text } }), []],
    [
      "a parameter that is asked for",
      post({ "application/json": { schema: text } }),
      post({ "application/json; version=2": { schema: text } }),
      [`risky request-media-type-removed ${P}(application/json)`],
    ],
  ],
  "parts of forms": [
    [
      "fewer media types",
      form({ file: { contentType: "image/png, image/jpeg" } }),
      form({ file: { contentType: "image/png" } }),
      [`breaking request-part-media-type-removed ${P}.file`],
    ],
    [
      "a range",
      form({ file: { contentType: "image/png" } }),
      form({ file: { contentType: "image/*" } }),
      [`safe request-part-media-type-added ${P}.file`],
    ],
    ["the default, said aloud", form({}), form({ file: { contentType: "application/octet-stream" } }), []],
    [
      "a header",
      form({}),
      form({ file: { headers: { "X-Sum": { required: true, schema: text } } } }),
      [`breaking request-part-header-required ${P}.file`],
    ],
    ["explode", fields({}), fields({ ids: { style: "form", explode: false } }), [`breaking request-part-style-changed ${P}.ids`]],
    ["explode, said aloud", fields({}), fields({ ids: { style: "form", explode: true } }), []],
  ],
  links: [
    [
      "other parameters",
      link({ parameters: { id: "$response.body#/id" } }),
      link({ parameters: { id: "$response.body#/number" } }),
      [`risky response-link-changed ${G}#response.200.link.self`],
    ],
    [
      "the place of a parameter said aloud",
      link({ parameters: { id: "$response.body#/id" } }),
      link({ parameters: { "path.id": "$response.body#/id" } }),
      [],
    ],
    ["by reference", link({}), link({ operationId: undefined, operationRef: "#/paths/~1orders~1{id}/get" }), []],
    [
      "new",
      link({}),
      get({
        operationId: "one",
        responses: { "200": described({ links: { self: { operationId: "one" }, next: { operationId: "one" } } }) },
      }),
      [`safe response-link-added ${G}#response.200.link.next`],
    ],
  ],
  servers: [
    [
      "a value of a variable is gone",
      servers("https://{r}.example.com", { r: { default: "eu", enum: ["eu", "us"] } }),
      servers("https://{r}.example.com", { r: { default: "eu", enum: ["eu"] } }),
      ["risky server-variable-narrowed #servers.https://{}.example.com.r"],
    ],
    [
      "another default",
      servers("https://{r}.example.com", { r: { default: "eu" } }),
      servers("https://{r}.example.com", { r: { default: "us" } }),
      ["risky server-variable-default-changed #servers.https://{}.example.com.r"],
    ],
    [
      "a variable under another name",
      servers("https://{r}.example.com", { r: { default: "eu" } }),
      servers("https://{region}.example.com", { region: { default: "eu" } }),
      [],
    ],
    [
      "an address that a variable still gives",
      servers("https://eu.example.com"),
      servers("https://{r}.example.com", { r: { default: "eu", enum: ["eu", "us"] } }),
      ["safe server-added #servers.https://{}.example.com"],
    ],
  ],
  credentials: [
    ["a scope that was declared", oauth(["r", "w"], ["r"]), oauth(["r", "w"], ["r", "w"]), [`safe security-scope-added ${G}#security`]],
    ["a scope that no token has", oauth(["r"], ["r"]), oauth(["r", "w"], ["r", "w"]), [`breaking security-scope-added ${G}#security`]],
    ["a scope that nobody lists", oidc(["r"]), oidc(["r", "w"]), [`risky security-scope-added ${G}#security`]],
  ],
  "webhooks, whose sender is the provider": [
    [
      "another media type",
      hook({}),
      hook({ requestBody: { required: true, content: { "application/json": { schema: text }, "text/plain": { schema: text } } } }),
      [`breaking request-media-type-added ${W}#request.body(text/plain)`],
    ],
    ["the body may be missing", hook({}), hook({ requestBody: json(text) }), [`breaking request-body-became-optional ${W}#request.body`]],
    [
      "a header may be missing",
      hook({ parameters: [{ in: "header", name: "X-Signature", required: true, schema: text }] }),
      hook({ parameters: [{ in: "header", name: "X-Signature", schema: text }] }),
      [`breaking request-parameter-became-optional ${W}#header.x-signature`],
    ],
    [
      "a value is new",
      hook({ requestBody: { required: true, ...json({ enum: ["a"] }) } }),
      hook({ requestBody: { required: true, ...json({ enum: ["a", "b"] }) } }),
      [`risky response-enum-widened ${W}#request.body`],
    ],
    [
      "a value is gone",
      hook({ requestBody: { required: true, ...json({ enum: ["a", "b"] }) } }),
      hook({ requestBody: { required: true, ...json({ enum: ["a"] }) } }),
      [`safe response-enum-narrowed ${W}#request.body`],
    ],
    [
      "the answer needs a header",
      hook({}),
      hook({ responses: { "200": described({ headers: { "X-Id": { required: true, schema: text } } }) } }),
      [`breaking response-header-added ${W}#response.200.header.x-id`],
    ],
    [
      "an answer is no longer taken",
      hook({ responses: { "200": described({}), "202": described({}) } }),
      hook({}),
      [`breaking response-success-status-removed ${W}#response.202`],
    ],
  ],
  "headers of responses": [
    [
      "limits of the value",
      answer({ "200": described({ headers: { "X-A": { schema: { type: "integer", maximum: 5 } } } }) }),
      answer({ "200": described({ headers: { "X-A": { schema: { type: "integer", maximum: 9 } } } }) }),
      [`breaking response-maximum-widened ${G}#response.200.header.x-a`],
    ],
    [
      "explode of an object",
      answer({ "200": described({ headers: { "X-A": { schema: { type: "object", properties: { a: text } } } } }) }),
      answer({ "200": described({ headers: { "X-A": { explode: true, schema: { type: "object", properties: { a: text } } } } }) }),
      [`risky response-header-style-changed ${G}#response.200.header.x-a`],
    ],
  ],
  "numbers of versions": [
    ["the same, and broken", version("1.2.0", query(text)), version("1.2.0", get({})), [`risky request-parameter-removed ${G}#query.ids`]],
    [
      "no new major version",
      version("1.2.0", query(text)),
      version("1.3.0", query({ type: "integer" })),
      [`breaking request-type-narrowed ${G}#query.ids`, "safe api-major-version-not-raised #info.version"],
    ],
    [
      "a new major version",
      version("1.2.0", query(text)),
      version("2.0.0", query({ type: "integer" })),
      [`breaking request-type-narrowed ${G}#query.ids`],
    ],
    [
      "before 1.0.0",
      version("0.2.0", query(text)),
      version("0.3.0", query({ type: "integer" })),
      [`breaking request-type-narrowed ${G}#query.ids`],
    ],
  ],
};

describe.each(Object.keys(KNOWN))("%s", (group) => {
  test.each((KNOWN[group] ?? []).map((one) => ({ name: one[0], one })))("$name", async ({ one: [, base, revision, expected] }) => {
    const changes = changesOf(base, revision);
    expect(outline(changes).toSorted()).toEqual(expected.toSorted());
    for (const change of changes) {
      expect(Change.safeParse(JSON.parse(JSON.stringify(change))).error).toBeUndefined();
      if (change.level === "breaking") expect(await refute(change, read(base), read(revision))).toBeNull();
    }
  });
});
