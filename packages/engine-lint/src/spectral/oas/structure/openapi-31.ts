import { schema31, schema32 } from "./schema-2020.ts";
import {
  email,
  flag,
  listOf,
  mapOf,
  oneOfTexts,
  orReference,
  type Shapes,
  type Structure,
  text,
  unevaluatedObject as object,
  uri,
  uriReference,
  when,
} from "./structure.ts";

const FORM_STYLES = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const COMPONENTS = [
  "schemas",
  "responses",
  "parameters",
  "examples",
  "requestBodies",
  "headers",
  "securitySchemes",
  "links",
  "callbacks",
  "pathItems",
];

/** What differs between the minor versions. */
interface Version {
  readonly number: string;
  readonly schema: Structure;
  readonly url: Structure;
  readonly is32: boolean;
}

const reference: Structure = { type: "object", properties: { $ref: uriReference, summary: text, description: text } };
const orRef = (structure: Structure): Structure => orReference(structure, reference);
const security = listOf(mapOf(listOf(text)));
const texts = mapOf(text);

function openapi(version: Version): Structure {
  const { schema, url, is32 } = version;
  const pathItem: Record<string, unknown> = {};
  const mediaRef: Record<string, unknown> = {};
  const externalDocs = object({ description: text, url }, { required: ["url"] });
  const server = serverStructure(is32);
  const example = exampleStructure(is32);
  const examples: Shapes = { example: true, examples: mapOf(orRef(example)) };
  const content: Structure = { type: "object", additionalProperties: mediaRef, propertyNames: { format: "media-range" } };
  const header = headerStructure(schema, content, examples);
  const encoding: Record<string, unknown> = {};
  const encodings: Shapes = is32 ? { encoding: mapOf(encoding), prefixEncoding: listOf(encoding), itemEncoding: encoding } : {};
  Object.assign(
    encoding,
    object({
      contentType: { type: "string", format: "media-range" },
      headers: mapOf(orRef(header)),
      style: oneOfTexts(...FORM_STYLES),
      explode: flag,
      allowReserved: flag,
      ...encodings,
    }),
  );
  const mediaType = object({
    schema,
    encoding: mapOf(encoding),
    ...examples,
    ...(is32 ? { itemSchema: schema, ...encodings, description: text } : {}),
  });
  Object.assign(mediaRef, is32 ? orRef(mediaType) : mediaType);
  const parameter = parameterStructure(version, content, examples);
  const parameters = listOf(orRef(parameter));
  const link = object(
    {
      operationRef: uriReference,
      operationId: text,
      parameters: texts,
      requestBody: true,
      description: text,
      [is32 ? "server" : "body"]: server,
    },
    { more: { oneOf: [{ required: ["operationRef"] }, { required: ["operationId"] }] } },
  );
  const response = object(
    { ...(is32 ? { summary: text } : {}), description: text, headers: mapOf(orRef(header)), content, links: mapOf(orRef(link)) },
    is32 ? {} : { required: ["description"] },
  );
  const requestBody = object({ description: text, content, required: flag }, { required: ["content"] });
  const itemOrRef = is32 ? pathItem : orRef(pathItem);
  const callbacks: Structure = { type: "object", patternProperties: { "^x-": true }, additionalProperties: itemOrRef };
  const operation = object({
    tags: listOf(text),
    summary: text,
    description: text,
    externalDocs,
    operationId: text,
    parameters,
    requestBody: orRef(requestBody),
    responses: responsesStructure(orRef(response)),
    callbacks: mapOf(orRef(callbacks)),
    deprecated: flag,
    security,
    servers: listOf(server),
  });
  Object.assign(pathItem, pathItemStructure({ operation, parameters, server, is32 }));
  const kinds: Shapes = {
    schemas: mapOf(schema),
    responses: mapOf(orRef(response)),
    parameters: mapOf(orRef(parameter)),
    examples: mapOf(orRef(example)),
    requestBodies: mapOf(orRef(requestBody)),
    headers: mapOf(orRef(header)),
    securitySchemes: mapOf(orRef(securityScheme(is32))),
    links: mapOf(orRef(link)),
    callbacks: mapOf(orRef(callbacks)),
    pathItems: mapOf(itemOrRef),
    ...(is32 ? { mediaTypes: mapOf(orRef(mediaType)) } : {}),
  };
  return rootStructure(version, {
    externalDocs,
    server,
    pathItem: itemOrRef,
    path: pathItem,
    components: componentsStructure(kinds, is32),
  });
}

function serverStructure(is32: boolean): Structure {
  const variable = object({ enum: listOf(text, { minItems: 1 }), default: text, description: text }, { required: ["default"] });
  return object({ url: text, ...(is32 ? { name: text } : {}), description: text, variables: mapOf(variable) }, { required: ["url"] });
}

function exampleStructure(is32: boolean): Structure {
  return object(
    {
      summary: text,
      description: text,
      value: true,
      externalValue: uriReference,
      ...(is32 ? { dataValue: true, serializedValue: text } : {}),
    },
    { more: { not: { required: ["value", "externalValue"] } } },
  );
}

const oneOfSchemaAndContent = [{ required: ["schema"] }, { required: ["content"] }];

function headerStructure(schema: Structure, content: Structure, examples: Shapes): Structure {
  return object(
    { description: text, required: flag, deprecated: flag, schema, content: { allOf: [content], minProperties: 1, maxProperties: 1 } },
    {
      more: {
        oneOf: oneOfSchemaAndContent,
        dependentSchemas: { schema: { properties: { style: { const: "simple" }, explode: flag, ...examples } } },
      },
    },
  );
}

function parameterStructure({ schema, is32 }: Version, content: Structure, examples: Shapes): Structure {
  const isIn = (place: string, then: Structure): Structure => ({ if: { properties: { in: { const: place } }, required: ["in"] }, then });
  const allowEmpty: Structure = { properties: { allowEmptyValue: flag } };
  return object(
    {
      name: text,
      in: oneOfTexts("query", ...(is32 ? ["querystring"] : []), "header", "path", "cookie"),
      description: text,
      required: flag,
      deprecated: flag,
      schema,
      content: { allOf: [content], minProperties: 1, maxProperties: 1 },
      ...(is32 ? examples : {}),
    },
    {
      required: ["name", "in"],
      more: {
        oneOf: oneOfSchemaAndContent,
        ...Object(isIn("query", allowEmpty)),
        dependentSchemas: {
          schema: {
            properties: { style: text, explode: flag, ...examples, ...(is32 ? { allowReserved: flag } : {}) },
            allOf: [
              isIn("path", {
                properties: { style: oneOfTexts("matrix", "label", "simple"), required: { const: true } },
                required: ["required"],
              }),
              isIn("header", { properties: { style: { const: "simple" } } }),
              isIn("query", { properties: { style: oneOfTexts(...FORM_STYLES), allowReserved: flag } }),
              isIn("cookie", { properties: { style: is32 ? oneOfTexts("form", "cookie") : { const: "form" } } }),
            ],
          },
        },
      },
    },
  );
}

function responsesStructure(response: Structure): Structure {
  const status = "^[1-5](?:[0-9]{2}|XX)$";
  return object(
    { default: response },
    {
      patterns: { [status]: response },
      more: { minProperties: 1, if: { patternProperties: { [status]: false } }, then: { required: ["default"] } },
    },
  );
}

interface PathParts {
  readonly operation: Structure;
  readonly parameters: Structure;
  readonly server: Structure;
  readonly is32: boolean;
}

function pathItemStructure({ operation, parameters, server, is32 }: PathParts): Structure {
  const methods = is32 ? [...METHODS, "query"] : METHODS;
  return object({
    $ref: uriReference,
    ...(is32 ? { additionalOperations: mapOf(operation, { propertyNames: customMethod }) } : {}),
    summary: text,
    description: text,
    servers: listOf(server),
    parameters,
    ...Object.fromEntries(methods.map((method) => [method, operation])),
  });
}

const customMethod: Structure = {
  pattern: "^[a-zA-Z0-9!#$%&'*+.^_`|~-]+$",
  not: { enum: ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"] },
};

function componentsStructure(kinds: Shapes, is32: boolean): Structure {
  const names = is32 ? [...COMPONENTS, "mediaTypes"] : COMPONENTS;
  return {
    type: "object",
    properties: kinds,
    patternProperties: { [`^(?:${names.join("|")})$`]: { propertyNames: { pattern: "^[a-zA-Z0-9._-]+$" } }, "^x-": true },
    unevaluatedProperties: false,
  };
}

function securityScheme(is32: boolean): Structure {
  const flow = (...urls: string[]): Structure =>
    object(
      { ...Object.fromEntries([...urls, "refreshUrl"].map((name) => [name, uriReference])), scopes: texts },
      { required: [...urls, "scopes"] },
    );
  const flows = object({
    implicit: flow("authorizationUrl"),
    password: flow("tokenUrl"),
    clientCredentials: flow("tokenUrl"),
    authorizationCode: flow("authorizationUrl", "tokenUrl"),
    ...(is32 ? { deviceAuthorization: flow("deviceAuthorizationUrl", "tokenUrl") } : {}),
  });
  return object(
    {
      type: oneOfTexts("apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"),
      description: text,
      ...(is32 ? { deprecated: flag } : {}),
    },
    {
      required: ["type"],
      more: {
        allOf: [
          when("type", "apiKey", { properties: { name: text, in: oneOfTexts("query", "header", "cookie") }, required: ["name", "in"] }),
          when("type", "http", { properties: { scheme: text }, required: ["scheme"] }),
          {
            if: {
              properties: { type: { const: "http" }, scheme: { type: "string", pattern: "^[Bb][Ee][Aa][Rr][Ee][Rr]$" } },
              required: ["type", "scheme"],
            },
            then: { properties: { bearerFormat: text } },
          },
          when("type", "oauth2", {
            properties: { flows, ...(is32 ? { oauth2MetadataUrl: uriReference } : {}) },
            required: ["flows"],
          }),
          when("type", "openIdConnect", { properties: { openIdConnectUrl: uriReference }, required: ["openIdConnectUrl"] }),
        ],
      },
    },
  );
}

interface RootParts {
  readonly externalDocs: Structure;
  readonly server: Structure;
  readonly path: Structure;
  readonly pathItem: Structure;
  readonly components: Structure;
}

function rootStructure({ number, url, is32 }: Version, parts: RootParts): Structure {
  const contact = object({ name: text, url, email });
  const license = object(
    { name: text, identifier: text, url },
    { required: ["name"], more: { dependentSchemas: { identifier: { not: { required: ["url"] } } } } },
  );
  const info = object(
    { title: text, summary: text, description: text, termsOfService: url, contact, license, version: text },
    { required: ["title", "version"] },
  );
  const tag = object(
    { name: text, ...(is32 ? { summary: text, parent: text, kind: text } : {}), description: text, externalDocs: parts.externalDocs },
    { required: ["name"] },
  );
  return object(
    {
      openapi: { type: "string", pattern: `^3\\.${number}\\.\\d+(-.+)?$` },
      ...(is32 ? { $self: { type: "string", format: "uri-reference", pattern: "^[^#]*$" } } : {}),
      info,
      jsonSchemaDialect: is32 ? uriReference : uri,
      servers: listOf(parts.server),
      paths: object({}, { patterns: { "^/": parts.path } }),
      webhooks: mapOf(parts.pathItem),
      components: parts.components,
      security,
      tags: listOf(tag),
      externalDocs: parts.externalDocs,
    },
    {
      required: ["openapi", "info"],
      more: {
        anyOf: [{ required: ["paths"] }, { required: ["components"] }, { required: ["webhooks"] }],
        errorMessage: { anyOf: 'The document must have either "paths", "webhooks" or "components"' },
      },
    },
  );
}

/** The structure of OpenAPI 3.1 documents (OpenAPI Specification 3.1.1). */
export const openapi31: Structure = openapi({ number: "1", schema: schema31, url: uri, is32: false });
/** The structure of OpenAPI 3.2 documents (OpenAPI Specification 3.2.0). */
export const openapi32: Structure = openapi({ number: "2", schema: schema32, url: uriReference, is32: true });
