import type { ChangeExample, ExamplePlace } from "./example.ts";

const at =
  (place: ExamplePlace) =>
  (base: string, revision: string, ...besides: readonly string[]): ChangeExample => ({ place, base, revision, besides });
const back = ({ place, base, revision, besides }: ChangeExample): ChangeExample => ({
  place,
  base: revision,
  revision: base,
  ...(besides === undefined ? {} : { besides }),
});
const [operation, path, parameter, response, responses, document, request, answer, body, form] = [
  at("operation"),
  at("path"),
  at("parameter"),
  at("response"),
  at("responses"),
  at("document"),
  at("request-schema"),
  at("response-schema"),
  at("request-body"),
  at("form"),
];

const LIMIT = "- in: query\n  name: limit\n  schema: {type: integer}";
const IDS = "- in: query\n  name: ids\n  schema:\n    type: array\n    items: {type: integer}";
const ORDER = "type: object\nproperties:\n  id: {type: string}";
const NOTED = `${ORDER}\n  note: {type: string}`;
const JSON_BODY = "content:\n  application/json:\n    schema: {type: object}";
const OAUTH = (token: string, scopes: string, more = ""): string =>
  `security:\n  - login: [orders:read]\ncomponents:\n  securitySchemes:\n    login:\n      type: oauth2\n      flows:\n        clientCredentials:\n          tokenUrl: ${token}\n          scopes:\n${scopes}${more}`;
const READ = "            orders:read: Read orders";
const KEYS = (security: string): string =>
  `security: ${security}\ncomponents:\n  securitySchemes:\n    key: {type: apiKey, in: header, name: X-Key}\n    token: {type: http, scheme: bearer}`;
const SERVERS = (...urls: readonly string[]): string => `servers:\n${urls.map((url) => `  - url: ${url}`).join("\n")}`;
const REGION = (initial: string, values: string): string =>
  `servers:\n  - url: https://{region}.example.com\n    variables:\n      region:\n        default: ${initial}\n        enum: [${values}]`;
const LINK = (value: string): string => `links:\n  self:\n    operationId: getOrder\n    parameters: {id: ${value}}`;
const HEADER = (more: string): string => `headers:\n  X-Total:\n    schema: {type: integer}${more}`;
const VERSIONED = (version: string, type: string): string =>
  `info: {title: Orders, version: ${version}}\npaths:\n  /orders:\n    get:\n      responses: {"200": {description: ok}}\n      parameters:\n        - {in: query, name: limit, schema: {type: ${type}}}`;
const PART = (encoding: string): string =>
  `multipart/form-data:\n  schema:\n    type: object\n    properties:\n      photo: {type: string, format: binary}\n  encoding:\n    photo:${encoding}`;
const FIELD = (explode: boolean): string =>
  `application/x-www-form-urlencoded:\n  schema:\n    type: object\n    properties:\n      ids:\n        type: array\n        items: {type: integer}\n  encoding:\n    ids: {style: form, explode: ${explode}}`;
const PETS = (mapping: string): string =>
  `oneOf:\n  - type: object\n    required: [kind]\n    properties: {kind: {const: cat}}\n  - type: object\n    required: [kind]\n    properties: {kind: {const: dog}}\n${mapping}`;

const linkAdded = response("description: an order", LINK("$response.body#/id"));
const headerAdded = response("", HEADER(""));
const optionalHeader = response(HEADER("\n    required: true"), HEADER(""));
const bodyAdded = response("", JSON_BODY);
const mediaAdded = response(JSON_BODY, `${JSON_BODY}\n  text/csv:\n    schema: {type: string}`);
const requestBody = (required: boolean): string =>
  `requestBody:\n  required: ${required}\n  content:\n    application/json:\n      schema: {type: object}`;
const requestMedia = form(
  "application/json:\n  schema: {type: object}",
  "application/json:\n  schema: {type: object}\napplication/xml:\n  schema: {type: object}",
);
const optionalParameter = parameter(`${LIMIT}\n  required: true`, LIMIT);
const emptyAllowed = parameter(LIMIT, `${LIMIT}\n  allowEmptyValue: true`);
const reservedAllowed = parameter(
  "- in: query\n  name: path\n  schema: {type: string}",
  "- in: query\n  name: path\n  schema: {type: string}\n  allowReserved: true",
);
const required = (schema: string): string => schema.replace("properties:", "required: [note]\nproperties:");
const openList = (values: string): string => `type: string\nx-extensible-enum: [${values}]`;
const serverAdded = document(SERVERS("https://api.example.com"), SERVERS("https://api.example.com", "https://eu.example.com"));
const flowAdded = document(
  OAUTH("https://login.example.com/token", READ),
  OAUTH(
    "https://login.example.com/token",
    READ,
    "\n        authorizationCode:\n          authorizationUrl: https://login.example.com\n          tokenUrl: https://login.example.com/token\n          scopes:\n            orders:read: Read orders",
  ),
);
const statuses = (...codes: readonly string[]): string => codes.map((code) => `"${code}": {description: status ${code}}`).join("\n");

const CONTRACT: { readonly [kind: string]: ChangeExample } = {
  "api-version-lowered": document("info: {title: Orders, version: 2.0.0}", "info: {title: Orders, version: 1.9.0}"),
  "api-version-not-raised": document(VERSIONED("1.2.0", "string"), VERSIONED("1.2.0", "integer"), "request-type-narrowed"),
  "api-major-version-not-raised": document(VERSIONED("1.2.0", "string"), VERSIONED("1.3.0", "integer"), "request-type-narrowed"),
  "discriminator-changed": request(PETS("discriminator: {propertyName: kind}"), PETS("discriminator: {propertyName: type}")),
  "operation-added": path(
    'get:\n  responses: {"200": {description: ok}}',
    'get:\n  responses: {"200": {description: ok}}\ndelete:\n  responses: {"204": {description: gone}}',
  ),
  "operation-removed": path(
    'get:\n  responses: {"200": {description: ok}}\ndelete:\n  responses: {"204": {description: gone}}',
    'get:\n  responses: {"200": {description: ok}}',
  ),
  "operation-removed-after-deprecation": path(
    'get:\n  responses: {"200": {description: ok}}\ndelete:\n  deprecated: true\n  x-sunset: 2026-01-31\n  responses: {"204": {description: gone}}',
    'get:\n  responses: {"200": {description: ok}}',
  ),
  "operation-id-changed": operation("operationId: listOrders", "operationId: getOrders"),
  "operation-tags-changed": operation("tags: [orders]", "tags: [sales]"),
  "request-body-added": body("", requestBody(false)),
  "request-required-body-added": body("", requestBody(true)),
  "request-body-removed": body(requestBody(true), ""),
  "request-body-became-optional": body(requestBody(true), requestBody(false)),
  "request-body-became-required": body(requestBody(false), requestBody(true)),
  "request-default-changed": request("type: integer\ndefault: 10", "type: integer\ndefault: 50"),
  "response-default-changed": answer("type: integer\ndefault: 10", "type: integer\ndefault: 50"),
  "request-known-value-added": request(openList("card"), openList("card, cash")),
  "request-known-value-removed": request(openList("card, cash"), openList("card")),
  "response-known-value-added": answer(openList("card"), openList("card, cash")),
  "response-known-value-removed": answer(openList("card, cash"), openList("card")),
  "request-media-type-added": requestMedia,
  "request-media-type-removed": back(requestMedia),
  "request-parameter-added": parameter("", LIMIT),
  "request-required-parameter-added": parameter("", `${LIMIT}\n  required: true`),
  "request-parameter-removed": parameter(LIMIT, ""),
  "request-parameter-removed-after-deprecation": parameter(`${LIMIT}\n  deprecated: true\n  x-sunset: 2026-01-31`, ""),
  "request-parameter-became-optional": optionalParameter,
  "request-parameter-became-required": back(optionalParameter),
  "request-parameter-content-changed": parameter(
    "- in: query\n  name: filter\n  schema: {type: string}",
    "- in: query\n  name: filter\n  content:\n    application/json:\n      schema: {type: string}",
  ),
  "request-parameter-empty-allowed": emptyAllowed,
  "request-parameter-empty-refused": back(emptyAllowed),
  "request-parameter-reserved-allowed": reservedAllowed,
  "request-parameter-reserved-refused": back(reservedAllowed),
  "request-parameter-style-changed": parameter(IDS, `${IDS}\n  explode: false`),
  "request-parameter-types-narrowed": parameter(
    "- in: query\n  name: q\n  schema: {type: [string, integer]}",
    "- in: query\n  name: q\n  schema: {type: string}",
  ),
  "request-part-header-required": form(
    PART("\n      contentType: image/png"),
    PART("\n      contentType: image/png\n      headers:\n        X-Checksum:\n          required: true\n          schema: {type: string}"),
  ),
  "request-part-media-type-added": form(PART(" {contentType: image/png}"), PART(' {contentType: "image/png, image/jpeg"}')),
  "request-part-media-type-removed": form(PART(' {contentType: "image/png, image/jpeg"}'), PART(" {contentType: image/png}")),
  "request-part-style-changed": form(FIELD(true), FIELD(false)),
  "request-property-added": request(ORDER, NOTED),
  "request-required-property-added": request(ORDER, required(NOTED)),
  "request-property-removed": request(NOTED, ORDER),
  "request-property-became-optional": request(required(NOTED), NOTED),
  "request-property-became-required": request(NOTED, required(NOTED)),
  "request-property-became-read-only": request(NOTED, `${ORDER}\n  note: {type: string, readOnly: true}`),
  "response-property-added": answer(ORDER, NOTED),
  "response-property-removed": answer(NOTED, ORDER),
  "response-required-property-removed": answer(required(NOTED), ORDER),
  "response-property-became-optional": answer(required(NOTED), NOTED),
  "response-property-became-required": answer(NOTED, required(NOTED)),
  "response-body-added": bodyAdded,
  "response-body-removed": back(bodyAdded),
  "response-error-status-added": responses(statuses("201"), statuses("201", "409")),
  "response-error-status-removed": responses(statuses("201", "409"), statuses("201")),
  "response-success-status-added": responses(statuses("201"), statuses("201", "202")),
  "response-success-status-removed": responses(statuses("201", "202"), statuses("201")),
  "response-header-added": headerAdded,
  "response-header-removed": back(headerAdded),
  "response-required-header-removed": response(HEADER("\n    required: true"), ""),
  "response-header-became-optional": optionalHeader,
  "response-header-became-required": back(optionalHeader),
  "response-header-style-changed": response(
    "headers:\n  X-Range:\n    schema: {type: object}",
    "headers:\n  X-Range:\n    schema: {type: object}\n    explode: true",
  ),
  "response-header-content-changed": response(
    "headers:\n  X-Range:\n    schema: {type: string}",
    "headers:\n  X-Range:\n    content:\n      application/json:\n        schema: {type: string}",
  ),
  "response-media-type-added": mediaAdded,
  "response-media-type-removed": back(mediaAdded),
  "response-link-added": { ...linkAdded, base: "" },
  "response-link-removed": { ...back(linkAdded), revision: "" },
  "response-link-changed": response(LINK("$response.body#/id"), LINK("$response.body#/number")),
  "security-tightened": document(KEYS("[{key: []}, {token: []}]"), KEYS("[{token: []}]")),
  "security-loosened": document(KEYS("[{token: []}]"), KEYS("[{key: []}, {token: []}]")),
  "security-scope-added": document(
    OAUTH("https://login.example.com/token", READ),
    OAUTH("https://login.example.com/token", `${READ}\n            orders:write: Change orders`).replace(
      "[orders:read]",
      "[orders:read, orders:write]",
    ),
  ),
  "security-scope-reworded": document(
    OAUTH("https://login.example.com/token", READ),
    OAUTH("https://login.example.com/token", "            orders:read: Read orders and invoices"),
  ),
  "security-address-changed": document(OAUTH("https://login.example.com/token", READ), OAUTH("https://id.example.com/token", READ)),
  "security-flow-added": flowAdded,
  "security-flow-removed": back(flowAdded),
  "server-added": serverAdded,
  "server-removed": back(serverAdded),
  "server-variable-default-changed": document(REGION("eu", "eu, us"), REGION("us", "eu, us")),
  "server-variable-narrowed": document(REGION("eu", "eu, us"), REGION("eu", "eu")),
  "server-variable-widened": document(REGION("eu", "eu"), REGION("eu", "eu, us")),
};

/** Lifecycles are written alike for operations, parameters and schemas. */
function lifecycleExamples(prefix: string, place: ExamplePlace, start: string): readonly (readonly [string, ChangeExample])[] {
  const gap = place === "parameter" ? "\n  " : "\n";
  const written = (...lines: readonly string[]): string => [start, ...lines].filter((line) => line !== "").join(gap);
  const pair = (base: readonly string[], revision: readonly string[], ...besides: readonly string[]): ChangeExample => ({
    place,
    base: written(...base),
    revision: written(...revision),
    besides: besides.map((kind) => `${prefix}-${kind}`),
  });
  const gone = "deprecated: true";
  const examples: readonly (readonly [string, ChangeExample])[] = [
    ["deprecated", pair([], [gone, "x-sunset: 2027-06-30"])],
    ["reactivated", pair([gone], [])],
    ["sunset-changed", pair([gone, "x-sunset: 2027-06-30"], [gone, "x-sunset: 2026-12-31"])],
    ["sunset-missing", pair([], [gone], "deprecated")],
    ["sunset-invalid", pair([gone, "x-sunset: 2027-06-30"], [gone, "x-sunset: next summer"])],
    ["sunset-too-soon", pair([], [gone, "x-sunset: 2026-06-15"], "deprecated")],
    ["stability-lowered", pair(["x-stability-level: stable"], ["x-stability-level: beta"])],
    ["stability-raised", pair(["x-stability-level: beta"], ["x-stability-level: stable"])],
    ["stability-invalid", pair(["x-stability-level: stable"], ["x-stability-level: final"])],
  ];
  return examples.map(([name, example]) => [`${prefix}-${name}`, example] as const);
}

/** Examples of all kinds that are not about one keyword of schemas. */
export function contractExamples(): ReadonlyMap<string, ChangeExample> {
  return new Map([
    ...Object.entries(CONTRACT),
    ...lifecycleExamples("operation", "operation", "summary: List orders"),
    ...lifecycleExamples("request-parameter", "parameter", LIMIT),
    ...lifecycleExamples("schema", "response-schema", "type: string"),
  ]);
}
