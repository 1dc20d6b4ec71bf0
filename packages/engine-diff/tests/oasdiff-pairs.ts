import type { DiffOptions } from "../src/diff-options.ts";
import { api } from "./diff.ts";
import type { Node } from "./diff.ts";

/** Base and revision. */
type Pair = readonly [Node, Node];

const text = { type: "string" };
const number = { type: "number" };
const list = { type: "array" };
const object = { type: "object" };
const back = ([base, revision]: Pair): Pair => [revision, base];

/** `more` beside the same `rest`, before and after. */
const beside = (rest: Node, base: Node, revision: Node): Pair => [
  { ...rest, ...base },
  { ...rest, ...revision },
];

function limits(name: string, rest: Node, keyword: string): readonly (readonly [string, Pair])[] {
  const up = beside(rest, { [keyword]: 5 }, { [keyword]: 7 });
  const set = beside(rest, {}, { [keyword]: 5 });
  return [
    [`${name}-increased`, up],
    [`${name}-decreased`, back(up)],
    [`${name}-set`, set],
    [`${name}-unset`, back(set)],
  ];
}

function added(name: string, rest: Node, keywords: Node): readonly (readonly [string, Pair])[] {
  const pair = beside(rest, {}, keywords);
  return [
    [`${name}-added`, pair],
    [`${name}-removed`, back(pair)],
  ];
}

const branch = (...names: readonly string[]): Node => {
  const all: Node = {
    if: { properties: { a: { const: 1 } } },
    then: { required: ["b"] },
    else: { required: ["c"] },
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
};

const cats = {
  oneOf: [
    { type: "object", properties: { kind: { const: "a" } } },
    { type: "object", properties: { kind: { const: "b" } } },
  ],
};
const discriminator = (propertyName: string, ...values: readonly string[]): Node => ({
  discriminator: {
    propertyName,
    ...(values.length === 0
      ? {}
      : { mapping: Object.fromEntries(values.map((value) => [value, `#/components/schemas/${value === "b" ? "B" : "A"}`])) }),
  },
});
const alternative = [{ type: "string", maxLength: 3 }, { type: "integer" }];
const deprecated = { deprecated: true };

/** What a change is called after the name of the place, with schemas that show it. */
const schemas: readonly (readonly [string, Pair])[] = [
  ["became-enum", beside(text, {}, { enum: ["a", "b"] })],
  ["became-nullable", [text, { type: ["string", "null"] }]],
  ["became-not-nullable", [{ type: ["string", "null"] }, text]],
  ...added("default-value", text, { default: "a" }),
  ["default-value-changed", beside(text, { default: "a" }, { default: "b" })],
  ...added("const", text, { const: "a" }),
  ["const-changed", [{ const: "a" }, { const: "b" }]],
  ["enum-value-added", [{ enum: ["a"] }, { enum: ["a", "b"] }]],
  ["enum-value-removed", [{ enum: ["a", "b"] }, { enum: ["a"] }]],
  ["x-extensible-enum-value-removed", beside(text, { "x-extensible-enum": ["a", "b"] }, { "x-extensible-enum": ["a"] })],
  ...limits("max", number, "maximum"),
  ...limits("min", number, "minimum"),
  ...limits("exclusive-max", number, "exclusiveMaximum"),
  ...limits("exclusive-min", number, "exclusiveMinimum"),
  ...limits("max-length", text, "maxLength"),
  ...limits("min-length", text, "minLength"),
  ...limits("max-items", list, "maxItems"),
  ...limits("min-items", list, "minItems"),
  ...added("pattern", text, { pattern: "^a+$" }),
  ["pattern-changed", beside(text, { pattern: "^a+$" }, { pattern: "^b+$" })],
  ["pattern-generalized", beside(text, { pattern: "^a+$" }, { pattern: "^.*$" })],
  ["type-changed", [{ type: "integer" }, { type: "boolean" }]],
  ["type-generalized", [{ type: "integer" }, number]],
  ["type-specialized", [number, { type: "integer" }]],
  [
    "type-compatible",
    [
      { ...number, enum: [1, 2] },
      { type: "integer", enum: [1, 2] },
    ],
  ],
  ["list-of-types-widened", [{ type: ["integer", "boolean"] }, { type: ["integer", "boolean", "string"] }]],
  ["list-of-types-narrowed", [{ type: ["integer", "boolean", "string"] }, { type: ["integer", "boolean"] }]],
  ["all-of-added", beside(object, {}, { allOf: [{ required: ["b"] }] })],
  ["all-of-removed", beside(object, { allOf: [{ required: ["b"] }] }, {})],
  ["all-of-added-annotation-only", beside(object, {}, { allOf: [{ description: "a" }] })],
  ["all-of-removed-annotation-only", beside(object, { allOf: [{ description: "a" }] }, {})],
  ["any-of-added", [{ anyOf: alternative }, { anyOf: [...alternative, { type: "boolean" }] }]],
  ["any-of-removed", [{ anyOf: [...alternative, { type: "boolean" }] }, { anyOf: alternative }]],
  ["one-of-added", [{ oneOf: alternative }, { oneOf: [...alternative, { type: "boolean" }] }]],
  ["one-of-removed", [{ oneOf: [...alternative, { type: "boolean" }] }, { oneOf: alternative }]],
  ["wrapped-in-one-of", [{ type: "string" }, { oneOf: alternative }]],
  ...added("discriminator", cats, discriminator("kind")),
  ["discriminator-property-name-changed", beside(cats, discriminator("kind"), discriminator("type"))],
  ["discriminator-mapping-added", beside(cats, discriminator("kind", "a"), discriminator("kind", "a", "b"))],
  ["discriminator-mapping-deleted", beside(cats, discriminator("kind", "a", "b"), discriminator("kind", "a"))],
  [
    "discriminator-mapping-changed",
    beside(
      cats,
      { discriminator: { propertyName: "kind", mapping: { a: "#/components/schemas/A" } } },
      { discriminator: { propertyName: "kind", mapping: { a: "#/components/schemas/B" } } },
    ),
  ],
  ...added("prefix-items", list, { prefixItems: [text] }),
  ...added("if", object, branch("if", "then")),
  ["then-added", beside(object, branch("if", "else"), branch("if", "then", "else"))],
  ["then-removed", beside(object, branch("if", "then", "else"), branch("if", "else"))],
  ["else-added", beside(object, branch("if", "then"), branch("if", "then", "else"))],
  ["else-removed", beside(object, branch("if", "then", "else"), branch("if", "then"))],
  ...added("contains", list, { contains: text }),
  ...limits("min-contains", { ...list, contains: text }, "minContains"),
  ...limits("max-contains", { ...list, contains: text }, "maxContains"),
  ...added("dependent-required", object, { dependentRequired: { a: ["b"] } }),
  ["dependent-required-changed", beside(object, { dependentRequired: { a: ["b"] } }, { dependentRequired: { a: ["c"] } })],
  ...added("dependent-schema", object, { dependentSchemas: { a: { required: ["b"] } } }),
  ...added("pattern-property", object, { patternProperties: { "^a": number } }),
  ...added("property-names", object, { propertyNames: { maxLength: 3 } }),
  ...added("unevaluated-items", list, { unevaluatedItems: false }),
  ...added("unevaluated-properties", object, { unevaluatedProperties: false }),
  ...added("content-schema", { ...text, contentMediaType: "application/json" }, { contentSchema: object }),
  ["content-media-type-changed", beside(text, { contentMediaType: "image/png" }, { contentMediaType: "image/gif" })],
  ["content-encoding-changed", beside(text, { contentEncoding: "base64" }, { contentEncoding: "base32" })],
  ["deprecated", beside(text, {}, deprecated)],
  ["deprecated-with-sunset", beside(text, {}, { ...deprecated, "x-sunset": "2030-01-01" })],
  ["deprecated-sunset-missing", beside(text, {}, deprecated)],
  ["deprecated-sunset-invalid", beside(text, {}, { ...deprecated, "x-sunset": "soon" })],
  ["sunset-date-too-small", beside(text, {}, { ...deprecated, "x-sunset": "2026-02-01" })],
  ["sunset-deleted", beside(text, { ...deprecated, "x-sunset": "2030-01-01" }, deprecated)],
  ["sunset-date-changed-too-small", beside(text, { ...deprecated, "x-sunset": "2030-01-01" }, { ...deprecated, "x-sunset": "2026-02-01" })],
  ["reactivated", beside(text, deprecated, {})],
  ["stability-decreased", beside(text, { "x-stability-level": "stable" }, { "x-stability-level": "beta" })],
  ["stability-increased", beside(text, { "x-stability-level": "beta" }, { "x-stability-level": "stable" })],
];

const components = { components: { schemas: { A: object, B: { ...object, required: ["kind"] } } } };
const body = (schema: Node): Node => ({ content: { "application/json": { schema } } });
const property = (schema: Node): Node => ({ type: "object", properties: { p: schema } });
const post = (operation: Node, more: Node = components): Node =>
  api({ "/a": { post: { responses: { "200": { description: "ok" } }, ...operation } } }, more);
const request = (schema: Node): Node => post({ requestBody: { required: true, ...body(schema) } });
const response = (schema: Node): Node => post({ responses: { "200": { description: "ok", ...body(schema) } } });
const parameter = (more: Node): Node => post({ parameters: [{ in: "query", name: "q", ...more }] });

/** Where the schema is, by the start of the id. */
const places: readonly (readonly [string, (schema: Node) => Node])[] = [
  ["request-body", request],
  ["request-property", (schema) => request(property(schema))],
  ["request-read-only-property", (schema) => request(property({ ...schema, readOnly: true }))],
  ["response-body", response],
  ["response-mediatype", response],
  ["response-property", (schema) => response(property(schema))],
  ["response-write-only-property", (schema) => response(property({ ...schema, writeOnly: true }))],
  ["response-header", (schema) => post({ responses: { "200": { description: "ok", headers: { "X-A": { required: true, schema } } } } })],
  ["request-parameter", (schema) => parameter({ schema })],
  ["request-parameter-property", (schema) => parameter(body(property(schema)))],
  ["request-header-property", (schema) => post({ parameters: [{ in: "header", name: "x-a", ...body(property(schema)) }] })],
];

const ok = { "200": { description: "ok" } };
const statuses = (...codes: readonly string[]): Node =>
  post({ responses: Object.fromEntries(codes.map((code) => [code, { description: "a" }])) });
const requestOf = (...types: readonly string[]): Node =>
  post({ requestBody: { required: true, content: Object.fromEntries(types.map((type) => [type, { schema: object }])) } });
const responseOf = (...types: readonly string[]): Node =>
  post({ responses: { "200": { description: "ok", content: Object.fromEntries(types.map((type) => [type, { schema: object }])) } } });
const header = (more: Node): Node => post({ responses: { "200": { description: "ok", headers: { "X-A": { schema: text, ...more } } } } });
const withProperty = (schema: Node, required: boolean): Node => ({
  type: "object",
  properties: { o: text, p: schema },
  ...(required ? { required: ["p"] } : {}),
});
const other = { type: "object", properties: { o: text } };
const flow = (authorizationUrl: string, tokenUrl: string, ...scopes: readonly string[]): Node => ({
  type: "oauth2",
  flows: { authorizationCode: { authorizationUrl, tokenUrl, scopes: Object.fromEntries(scopes.map((scope) => [scope, "a"])) } },
});
const secured = (scheme: Node, ...scopes: readonly string[]): Node =>
  post({ security: [{ s: scopes }] }, { components: { securitySchemes: { s: scheme } } });
const reworded = {
  type: "oauth2",
  flows: { authorizationCode: { authorizationUrl: "https://a.test/login", tokenUrl: "https://a.test/token", scopes: { r: "b", w: "a" } } },
};
const key = { type: "apiKey", in: "header", name: "X-Key" };
const oauth = flow("https://a.test/login", "https://a.test/token", "r", "w");
const schemes = { components: { securitySchemes: { s: oauth, k: key } } };
const global = (...security: readonly Node[]): Node => post({}, { ...schemes, ...(security.length === 0 ? {} : { security }) });
const local = (...security: readonly Node[]): Node => post(security.length === 0 ? {} : { security }, schemes);
const version = (name: string, more: Node = {}): Node => ({ ...post(more), info: { title: "Orders", version: name } });
const needsMore = { parameters: [{ in: "query", name: "q", required: true, schema: text }] };
const hook: Node = { "a-happened": { post: { responses: ok } } };
const none = api({});
const plain = post({});
const sunset = (day: string): Node => post({ deprecated: true, "x-sunset": day });
const withDeprecated = (more: Node): Node => parameter({ schema: text, deprecated: true, ...more });
const parameterOf = (more: Node): Node => parameter({ schema: text, ...more });
const component = (schemas: Node): Node => post({}, { components: { schemas } });
const headerParameter = (required: boolean, ...needed: readonly string[]): Node =>
  post({
    parameters: [
      { in: "header", name: "x-a", required, ...body({ ...property(text), ...(needed.length > 0 ? { required: needed } : {}) }) },
    ],
  });

/** Pairs for single ids. */
const single: readonly (readonly [string, Pair])[] = [
  ["endpoint-added", [none, plain]],
  ["api-security-component-added", [plain, post({}, schemes)]],
  ["api-security-component-removed", [post({}, schemes), plain]],
  ["api-security-component-type-changed", [secured(oauth), secured(key)]],
  ["api-security-component-oauth-url-changed", [secured(oauth), secured(flow("https://b.test/login", "https://a.test/token", "r", "w"))]],
  [
    "api-security-component-oauth-token-url-changed",
    [secured(oauth), secured(flow("https://a.test/login", "https://b.test/token", "r", "w"))],
  ],
  [
    "api-security-component-oauth-scope-added",
    [secured(oauth), secured(flow("https://a.test/login", "https://a.test/token", "r", "w", "x"))],
  ],
  ["api-security-component-oauth-scope-removed", [secured(oauth), secured(flow("https://a.test/login", "https://a.test/token", "r"))]],
  ["api-security-component-oauth-scope-changed", [secured(oauth), secured(reworded)]],
  ["api-security-removed", [local({ s: ["r"] }, { k: [] }), local({ s: ["r"] })]],
  ["api-security-added", [local({ s: ["r"] }), local({ s: ["r"] }, { k: [] })]],
  ["api-security-scope-added", [local({ s: ["r"] }), local({ s: ["r", "w"] })]],
  ["api-security-scope-removed", [local({ s: ["r", "w"] }), local({ s: ["r"] })]],
  ["api-global-security-removed", [global({ s: ["r"] }, { k: [] }), global({ s: ["r"] })]],
  ["api-global-security-added", [global({ s: ["r"] }), global({ s: ["r"] }, { k: [] })]],
  ["api-global-security-scope-added", [global({ s: ["r"] }), global({ s: ["r", "w"] })]],
  ["api-global-security-scope-removed", [global({ s: ["r", "w"] }), global({ s: ["r"] })]],
  ["api-version-not-bumped", [version("1.0.0"), version("1.0.0", needsMore)]],
  ["api-version-decreased", [version("2.0.0"), version("1.0.0")]],
  ["api-major-version-not-bumped", [version("1.0.0"), version("1.1.0", needsMore)]],
  ["api-stability-decreased", [post({ "x-stability-level": "stable" }), post({ "x-stability-level": "beta" })]],
  ["api-stability-increased", [post({ "x-stability-level": "beta" }), post({ "x-stability-level": "stable" })]],
  ["api-invalid-stability-level", [plain, post({ "x-stability-level": "final" })]],
  ["endpoint-reactivated", [post(deprecated), plain]],
  ["endpoint-deprecated", [plain, post(deprecated)]],
  ["endpoint-deprecated-with-sunset", [plain, sunset("2030-01-01")]],
  ["api-deprecated-sunset-parse", [plain, sunset("soon")]],
  ["api-deprecated-sunset-missing", [plain, post(deprecated)]],
  ["api-sunset-date-too-small", [plain, sunset("2026-02-01")]],
  ["sunset-deleted", [sunset("2030-01-01"), post(deprecated)]],
  ["api-sunset-date-changed-too-small", [sunset("2030-01-01"), sunset("2026-02-01")]],
  ["api-path-removed-without-deprecation", [plain, none]],
  ["api-path-removed-with-deprecation", [sunset("2026-02-01"), none]],
  ["api-path-sunset-parse", [sunset("soon"), none]],
  ["api-path-removed-before-sunset", [sunset("2030-01-01"), none]],
  ["api-removed-without-deprecation", [plain, none]],
  ["api-removed-with-deprecation", [sunset("2026-02-01"), none]],
  ["api-removed-before-sunset", [sunset("2030-01-01"), none]],
  ["request-parameter-deprecated", [parameterOf({}), withDeprecated({})]],
  ["request-parameter-reactivated", [withDeprecated({}), parameterOf({})]],
  ["request-parameter-deprecated-sunset-missing", [parameterOf({}), withDeprecated({})]],
  ["request-parameter-sunset-date-too-small", [parameterOf({}), withDeprecated({ "x-sunset": "2026-02-01" })]],
  ["request-parameter-sunset-deleted", [withDeprecated({ "x-sunset": "2030-01-01" }), withDeprecated({})]],
  [
    "request-parameter-sunset-date-changed-too-small",
    [withDeprecated({ "x-sunset": "2030-01-01" }), withDeprecated({ "x-sunset": "2026-02-01" })],
  ],
  ["request-parameter-sunset-parse", [withDeprecated({ "x-sunset": "2030-01-01" }), withDeprecated({ "x-sunset": "soon" })]],
  ["request-parameter-removed", [parameterOf({}), plain]],
  ["request-parameter-removed-with-deprecation", [withDeprecated({ "x-sunset": "2026-02-01" }), plain]],
  ["request-parameter-removed-before-sunset", [withDeprecated({ "x-sunset": "2030-01-01" }), plain]],
  ["request-parameter-became-required", [parameterOf({}), parameterOf({ required: true })]],
  ["request-parameter-became-optional", [parameterOf({ required: true }), parameterOf({})]],
  ["new-required-request-default-parameter-to-existing-path", [plain, parameter({ required: true, schema: { ...text, default: "a" } })]],
  ["new-optional-request-default-parameter-to-existing-path", [plain, parameter({ schema: { ...text, default: "a" } })]],
  ["new-required-request-parameter", [plain, parameterOf({ required: true })]],
  ["new-optional-request-parameter", [plain, parameterOf({})]],
  [
    "new-request-path-parameter",
    [
      api({ "/a/{x}": { get: { responses: ok } } }),
      api({ "/a/{x}": { get: { responses: ok, parameters: [{ in: "path", name: "x", required: true, schema: { type: "integer" } }] } } }),
    ],
  ],
  ["new-required-request-header-property", [headerParameter(true), headerParameter(true, "q")]],
  ["request-header-property-became-required", [headerParameter(true), headerParameter(true, "p")]],
  ["request-body-added-required", [plain, request(object)]],
  ["request-body-added-optional", [plain, post({ requestBody: body(object) })]],
  ["request-body-removed", [request(object), plain]],
  ["request-body-became-optional", [request(object), post({ requestBody: body(object) })]],
  ["request-body-became-required", [post({ requestBody: body(object) }), request(object)]],
  ["request-body-media-type-added", [requestOf("application/json"), requestOf("application/json", "application/xml")]],
  ["request-body-media-type-removed", [requestOf("application/json", "application/xml"), requestOf("application/json")]],
  [
    "request-body-media-type-schema-added",
    [post({ requestBody: { required: true, content: { "application/json": {} } } }), request(object)],
  ],
  [
    "request-body-media-type-schema-removed",
    [request(object), post({ requestBody: { required: true, content: { "application/json": {} } } })],
  ],
  [
    "response-body-media-type-schema-added",
    [post({ responses: { "200": { description: "ok", content: { "application/json": {} } } } }), response(object)],
  ],
  [
    "response-body-media-type-schema-removed",
    [response(object), post({ responses: { "200": { description: "ok", content: { "application/json": {} } } } })],
  ],
  ["response-media-type-added", [responseOf("application/json"), responseOf("application/json", "application/xml")]],
  ["response-media-type-removed", [responseOf("application/json", "application/xml"), responseOf("application/json")]],
  ["response-media-type-name-changed", [responseOf("application/json"), responseOf("application/problem+json;q=1")]],
  ["response-media-type-name-generalized", [responseOf("application/x.a+json"), responseOf("application/json")]],
  ["response-media-type-name-specialized", [responseOf("application/json"), responseOf("application/x.a+json")]],
  ["request-property-became-required", [request(withProperty(text, false)), request(withProperty(text, true))]],
  [
    "request-property-became-required-with-default",
    [request(withProperty({ ...text, default: "a" }, false)), request(withProperty({ ...text, default: "a" }, true))],
  ],
  ["request-property-became-optional", [request(withProperty(text, true)), request(withProperty(text, false))]],
  ["request-property-removed", [request(withProperty(text, false)), request(other)]],
  ["new-required-request-property", [request(other), request(withProperty(text, true))]],
  ["new-required-request-property-with-default", [request(other), request(withProperty({ ...text, default: "a" }, true))]],
  ["new-optional-request-property", [request(other), request(withProperty(text, false))]],
  ...(["request", "response"] as const).flatMap((way) =>
    (["optional", "required"] as const).flatMap((need) =>
      (["read-only", "write-only"] as const).flatMap((flag): (readonly [string, Pair])[] => {
        const keyword = flag === "read-only" ? "readOnly" : "writeOnly";
        const wrap = way === "request" ? request : response;
        const flagged = wrap(withProperty({ ...text, [keyword]: true }, need === "required"));
        const without = wrap(withProperty(text, need === "required"));
        return [
          [`${way}-${need}-property-became-${flag}`, [without, flagged]],
          [`${way}-${need}-property-became-not-${flag}`, [flagged, without]],
        ];
      }),
    ),
  ),
  ["response-optional-property-removed", [response(withProperty(text, false)), response(other)]],
  ["response-optional-property-added", [response(other), response(withProperty(text, false))]],
  ["response-required-property-removed", [response(withProperty(text, true)), response(other)]],
  ["response-required-property-added", [response(other), response(withProperty(text, true))]],
  ["response-optional-write-only-property-removed", [response(withProperty({ ...text, writeOnly: true }, false)), response(other)]],
  ["response-optional-write-only-property-added", [response(other), response(withProperty({ ...text, writeOnly: true }, false))]],
  ["response-required-write-only-property-removed", [response(withProperty({ ...text, writeOnly: true }, true)), response(other)]],
  ["response-required-write-only-property-added", [response(other), response(withProperty({ ...text, writeOnly: true }, true))]],
  ["response-property-became-optional", [response(withProperty(text, true)), response(withProperty(text, false))]],
  ["response-property-became-required", [response(withProperty(text, false)), response(withProperty(text, true))]],
  [
    "response-write-only-property-became-optional",
    [response(withProperty({ ...text, writeOnly: true }, true)), response(withProperty({ ...text, writeOnly: true }, false))],
  ],
  [
    "response-write-only-property-became-required",
    [response(withProperty({ ...text, writeOnly: true }, false)), response(withProperty({ ...text, writeOnly: true }, true))],
  ],
  ["response-header-became-optional", [header({ required: true }), header({})]],
  ["required-response-header-removed", [header({ required: true }), plain]],
  ["optional-response-header-removed", [header({}), plain]],
  ["response-header-added", [plain, header({})]],
  ["response-success-status-removed", [statuses("200", "202"), statuses("200")]],
  ["response-success-status-added", [statuses("200"), statuses("200", "202")]],
  ["response-non-success-status-removed", [statuses("200", "404"), statuses("200")]],
  ["response-non-success-status-added", [statuses("200"), statuses("200", "404")]],
  ["api-operation-id-removed", [post({ operationId: "a" }), plain]],
  ["api-operation-id-added", [plain, post({ operationId: "a" })]],
  ["api-tag-removed", [post({ tags: ["a"] }), plain]],
  ["api-tag-added", [plain, post({ tags: ["a"] })]],
  ["webhook-added", [plain, { ...plain, webhooks: hook }]],
  ["webhook-removed", [{ ...plain, webhooks: hook }, plain]],
  ["api-schema-removed", [component({ A: object, B: object }), component({ A: object })]],
];

/** Small pairs that show what an id of oasdiff names. */
export function oasdiffPairs(): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const [prefix, inside] of places)
    for (const [suffix, [base, revision]] of schemas) pairs.set(`${prefix}-${suffix}`, [inside(base), inside(revision)]);
  for (const [id, pair] of single) pairs.set(id, pair);
  return pairs;
}

/** The day and the notice that the pairs are compared with. */
export function oasdiffOptions(id: string): DiffOptions {
  return { today: "2026-06-01", ...(id.endsWith("sunset-missing") ? { deprecationDays: { stable: 30 } } : {}) };
}
