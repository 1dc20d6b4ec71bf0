import {
  closedObject,
  email,
  flag,
  integer,
  listOf,
  mapOf,
  oneOfTexts,
  orReference,
  type Structure,
  text,
  uri,
  uriReference,
  when,
} from "./structure.ts";

const COMPONENT_NAME = "^[a-zA-Z0-9.\\-_]+$";
const FORM_STYLES = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

const reference: Structure = { type: "object", required: ["$ref"], properties: { $ref: uriReference } };
const orRef = (structure: Structure): Structure => orReference(structure, reference);
/** Filled below, since schemas contain schemas and callbacks contain paths. */
const schema: Record<string, unknown> = {};
const pathItem: Record<string, unknown> = {};
const schemaOrRef = orRef(schema);

const externalDocs = closedObject({ description: text, url: uriReference }, { required: ["url"] });
const serverVariable = closedObject({ enum: listOf(text), default: text, description: text }, { required: ["default"] });
const server = closedObject({ url: text, description: text, variables: mapOf(serverVariable) }, { required: ["url"] });
const contact = closedObject({ name: text, url: uriReference, email });
const license = closedObject({ name: text, url: uriReference }, { required: ["name"] });
const info = closedObject(
  { title: text, description: text, termsOfService: uriReference, contact, license, version: text },
  { required: ["title", "version"] },
);
const security = listOf(mapOf(listOf(text)));
const example = closedObject({ summary: text, description: text, value: true, externalValue: uriReference });
const examples = mapOf(orRef(example));
const oneKindOfExample: Structure = { not: { required: ["example", "examples"] } };
const headerRef: Record<string, unknown> = {};
const encoding: Structure = {
  type: "object",
  properties: { contentType: text, headers: mapOf(headerRef), style: oneOfTexts(...FORM_STYLES), explode: flag, allowReserved: flag },
  additionalProperties: false,
};
const mediaType = closedObject(
  { schema: schemaOrRef, example: true, examples, encoding: mapOf(encoding) },
  { more: { allOf: [oneKindOfExample] } },
);

const without = (name: string): Structure => ({ not: { required: [name] } });
const schemaOrContent: Structure = {
  errorMessage: { not: "Schema and content are mutually exclusive, at least one is required" },
  not: { required: ["schema", "content"] },
  if: { type: "object", required: ["schema"] },
  then: true,
  else: {
    if: { type: "object", required: ["content"] },
    then: { allOf: ["style", "explode", "allowReserved", "example", "examples"].map(without) },
    else: { not: true, errorMessage: { not: '"schema" or "content" must be present' } },
  },
};
const described = {
  description: text,
  required: flag,
  deprecated: flag,
  allowEmptyValue: flag,
  explode: flag,
  allowReserved: flag,
  schema: schemaOrRef,
  content: mapOf(mediaType, { minProperties: 1, maxProperties: 1 }),
  example: true,
  examples,
};
const header = closedObject({ ...described, style: { const: "simple" } }, { more: { allOf: [oneKindOfExample, schemaOrContent] } });
Object.assign(headerRef, header);

const inPath: Structure = {
  required: ["required"],
  properties: { style: oneOfTexts("matrix", "label", "simple"), required: { const: true } },
};
const location: Structure = {
  type: "object",
  ...Object(
    when(
      "in",
      "path",
      inPath,
      when(
        "in",
        "query",
        { properties: { style: oneOfTexts(...FORM_STYLES) } },
        when(
          "in",
          "header",
          { properties: { style: { const: "simple" } } },
          when(
            "in",
            "cookie",
            { properties: { style: { const: "form" } } },
            {
              type: "object",
              properties: { in: oneOfTexts("path", "query", "header", "cookie") },
              required: ["in"],
              errorMessage: { required: 'Parameter must have a valid "in" property' },
            },
          ),
        ),
      ),
    ),
  ),
};
const parameter = closedObject(
  { name: text, in: text, style: text, ...described },
  { required: ["name"], more: { allOf: [oneKindOfExample, schemaOrContent, location] } },
);
const parameters = listOf(orRef(parameter), { uniqueItems: true });
const link = closedObject(
  { operationId: text, operationRef: uriReference, parameters: mapOf(true), requestBody: true, description: text, server },
  { more: { not: { required: ["operationId", "operationRef"] } } },
);
const content = mapOf(mediaType);
const response = closedObject(
  { description: text, headers: mapOf(orRef(header)), content, links: mapOf(orRef(link)) },
  { required: ["description"] },
);
const responses = closedObject(
  { default: orRef(response) },
  { patterns: { "^[1-5](?:\\d{2}|XX)$": orRef(response) }, more: { minProperties: 1 } },
);
const requestBody = closedObject({ description: text, content, required: flag }, { required: ["content"] });
const callback = mapOf(pathItem, { patternProperties: { "^x-": true } });
const operation = closedObject(
  {
    tags: listOf(text),
    summary: text,
    description: text,
    externalDocs,
    operationId: text,
    parameters,
    requestBody: orRef(requestBody),
    responses,
    callbacks: mapOf(orRef(callback)),
    deprecated: flag,
    security,
    servers: listOf(server),
  },
  { required: ["responses"] },
);
Object.assign(
  pathItem,
  closedObject(
    { $ref: text, summary: text, description: text, servers: listOf(server), parameters },
    { patterns: { "^(?:get|put|post|delete|options|head|patch|trace)$": operation } },
  ),
);

const xml = closedObject({ name: text, namespace: uri, prefix: text, attribute: flag, wrapped: flag });
const discriminator: Structure = { type: "object", required: ["propertyName"], properties: { propertyName: text, mapping: mapOf(text) } };
const number: Structure = { type: "number" };
Object.assign(
  schema,
  closedObject({
    title: text,
    multipleOf: { type: "number", exclusiveMinimum: 0 },
    maximum: number,
    exclusiveMaximum: flag,
    minimum: number,
    exclusiveMinimum: flag,
    maxLength: integer,
    minLength: integer,
    pattern: { type: "string", format: "regex" },
    maxItems: integer,
    minItems: integer,
    uniqueItems: flag,
    maxProperties: integer,
    minProperties: integer,
    required: listOf(text, { minItems: 1, uniqueItems: true }),
    enum: listOf(true, { minItems: 1 }),
    type: oneOfTexts("array", "boolean", "integer", "number", "object", "string"),
    not: schemaOrRef,
    allOf: listOf(schemaOrRef),
    oneOf: listOf(schemaOrRef),
    anyOf: listOf(schemaOrRef),
    items: schemaOrRef,
    properties: mapOf(schemaOrRef),
    additionalProperties: {
      if: { type: "object" },
      then: schemaOrRef,
      else: {
        if: { type: "boolean" },
        then: true,
        else: { not: true, errorMessage: '"additionalProperties" property must be a valid Schema Object' },
      },
    },
    description: text,
    format: text,
    default: true,
    nullable: flag,
    discriminator,
    readOnly: flag,
    writeOnly: flag,
    example: true,
    externalDocs,
    deprecated: flag,
    xml,
  }),
);

const scopes = mapOf(text);
const flow = (...urls: string[]): Structure =>
  closedObject(
    { ...Object.fromEntries([...urls, "refreshUrl"].map((name) => [name, uriReference])), scopes },
    { required: [...urls, "scopes"] },
  );
const flows = closedObject({
  implicit: flow("authorizationUrl"),
  password: flow("tokenUrl"),
  clientCredentials: flow("tokenUrl"),
  authorizationCode: flow("authorizationUrl", "tokenUrl"),
});
const apiKey = closedObject(
  { type: { const: "apiKey" }, name: text, in: oneOfTexts("header", "query", "cookie"), description: text },
  { required: ["type", "name", "in"] },
);
const oauth2 = closedObject({ type: { const: "oauth2" }, flows, description: text }, { required: ["type", "flows"] });
const openIdConnect = closedObject(
  { type: { const: "openIdConnect" }, openIdConnectUrl: uriReference, description: text },
  { required: ["type", "openIdConnectUrl"] },
);
/** The HTTP scheme's own members are not looked at, as in Spectral. */
const securityScheme = when(
  "type",
  "apiKey",
  apiKey,
  when(
    "type",
    "oauth2",
    oauth2,
    when("type", "openIdConnect", openIdConnect, {
      type: "object",
      properties: { type: oneOfTexts("apiKey", "http", "oauth2", "openIdConnect") },
      required: ["type"],
      errorMessage: { required: "Security scheme must have a valid type", type: "Invalid security scheme" },
    }),
  ),
);

const named = (structure: Structure): Structure => ({ type: "object", patternProperties: { [COMPONENT_NAME]: orRef(structure) } });
const components = closedObject({
  schemas: named(schema),
  responses: named(response),
  parameters: named(parameter),
  examples: named(example),
  requestBodies: named(requestBody),
  headers: named(header),
  securitySchemes: named(securityScheme),
  links: named(link),
  callbacks: named(callback),
});
const tag = closedObject({ name: text, description: text, externalDocs }, { required: ["name"] });

/** The structure of OpenAPI 3.0 documents (OpenAPI Specification 3.0.4). */
export const openapi30: Structure = closedObject(
  {
    openapi: { type: "string", pattern: "^3\\.0\\.\\d(-.+)?$" },
    info,
    externalDocs,
    servers: listOf(server),
    security,
    tags: listOf(tag, { uniqueItems: true }),
    paths: { type: "object", patternProperties: { "^\\/": pathItem, "^x-": true }, additionalProperties: false },
    components,
  },
  { required: ["openapi", "info", "paths"] },
);
