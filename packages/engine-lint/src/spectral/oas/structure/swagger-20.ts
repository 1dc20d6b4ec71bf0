import {
  closedObject,
  email,
  flag,
  integer,
  listOf,
  mapOf,
  oneOfTexts,
  orReference,
  type Shapes,
  type Structure,
  text,
  uri,
} from "./structure.ts";

const unique = { uniqueItems: true };
const number: Structure = { type: "number" };
const reference: Structure = { type: "object", required: ["$ref"], additionalProperties: false, properties: { $ref: text } };
const texts = listOf(text, unique);
const limits: Shapes = {
  default: true,
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
  enum: listOf(true, { minItems: 1, uniqueItems: true }),
  multipleOf: { type: "number", exclusiveMinimum: 0 },
};

const externalDocs = closedObject({ description: text, url: uri }, { required: ["url"] });
const xml = closedObject({ name: text, namespace: text, prefix: text, attribute: flag, wrapped: flag });

const schema: Record<string, unknown> = {};
const schemas = listOf(schema, { minItems: 1 });
const typeName = oneOfTexts("array", "boolean", "integer", "null", "number", "object", "string");
Object.assign(
  schema,
  closedObject({
    ...limits,
    $ref: text,
    format: text,
    title: text,
    description: text,
    maxProperties: integer,
    minProperties: integer,
    required: listOf(text, { minItems: 1, uniqueItems: true }),
    additionalProperties: {
      if: { type: "object" },
      then: schema,
      else: {
        if: { type: "boolean" },
        then: true,
        else: { not: true, errorMessage: '"additionalProperties" property must be a valid schema' },
      },
    },
    type: { anyOf: [typeName, { type: "array", items: typeName, minItems: 1, uniqueItems: true }] },
    items: { anyOf: [schema, schemas] },
    allOf: schemas,
    oneOf: schemas,
    anyOf: schemas,
    properties: mapOf(schema),
    discriminator: text,
    readOnly: flag,
    xml,
    externalDocs,
    example: true,
  }),
);
const fileSchema = closedObject(
  {
    format: text,
    title: text,
    description: text,
    default: true,
    required: listOf(text, { minItems: 1, uniqueItems: true }),
    type: { enum: ["file"] },
    readOnly: flag,
    externalDocs,
    example: true,
  },
  { required: ["type"] },
);

const collection = oneOfTexts("csv", "ssv", "tsv", "pipes");
const multi = oneOfTexts("csv", "ssv", "tsv", "pipes", "multi");
const PRIMITIVES = ["string", "number", "boolean", "integer", "array"];
const items: Record<string, unknown> = {};
Object.assign(items, closedObject({ type: oneOfTexts(...PRIMITIVES), format: text, items, collectionFormat: collection, ...limits }));
const header = closedObject(
  { type: { type: "string", enum: PRIMITIVES }, format: text, items, collectionFormat: collection, ...limits, description: text },
  { required: ["type"] },
);

function parameterIn(place: string, members: Shapes, required?: readonly string[]): Structure {
  return {
    ...(required === undefined ? {} : { required }),
    properties: {
      required: flag,
      in: { type: "string", enum: [place] },
      description: text,
      name: text,
      type: { type: "string", enum: place === "formData" ? [...PRIMITIVES, "file"] : PRIMITIVES },
      format: text,
      items,
      collectionFormat: collection,
      ...limits,
      ...members,
    },
    patternProperties: { "^x-": true },
    additionalProperties: false,
  };
}

const bodyParameter = closedObject(
  { description: text, name: text, in: { type: "string", enum: ["body"] }, required: flag, schema },
  { required: ["name", "in", "schema"] },
);
const parameter: Structure = {
  oneOf: [
    bodyParameter,
    {
      type: "object",
      required: ["name", "in", "type"],
      oneOf: [
        parameterIn("header", {}),
        parameterIn("formData", { allowEmptyValue: flag, collectionFormat: multi }),
        parameterIn("query", { allowEmptyValue: flag, collectionFormat: multi }),
        parameterIn("path", { required: { type: "boolean", enum: [true] } }, ["required"]),
      ],
    },
  ],
};
const parameters = listOf(orReference(parameter, reference), unique);

const response = closedObject(
  { description: text, schema: { oneOf: [schema, fileSchema] }, headers: mapOf(header), examples: mapOf(true) },
  { required: ["description"] },
);
const responses: Structure = {
  type: "object",
  minProperties: 1,
  additionalProperties: false,
  patternProperties: { "^([0-9]{3})$|^(default)$": orReference(response, reference), "^x-": true },
  not: { type: "object", additionalProperties: false, patternProperties: { "^x-": true } },
};
const security = listOf(mapOf(listOf(text, unique)), unique);
const schemes = listOf(oneOfTexts("http", "https", "ws", "wss"), unique);
const operation = closedObject(
  {
    tags: texts,
    summary: text,
    description: text,
    externalDocs,
    operationId: text,
    produces: texts,
    consumes: texts,
    parameters,
    responses,
    schemes,
    deprecated: flag,
    security,
  },
  { required: ["responses"] },
);
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch"];
const pathItem = closedObject({ $ref: text, ...Object.fromEntries(METHODS.map((method) => [method, operation])), parameters });

function oauth2(flow: string, urls: readonly string[]): Structure {
  return closedObject(
    {
      type: { enum: ["oauth2"] },
      flow: { enum: [flow] },
      scopes: mapOf(text),
      ...Object.fromEntries(urls.map((name) => [name, uri])),
      description: text,
    },
    { required: ["type", "flow", ...urls, "scopes"] },
  );
}
const securityDefinitions = mapOf(
  {
    oneOf: [
      closedObject({ type: { enum: ["basic"] }, description: text }, { required: ["type"] }),
      closedObject(
        { type: { enum: ["apiKey"] }, name: text, in: oneOfTexts("header", "query"), description: text },
        { required: ["type", "name", "in"] },
      ),
      oauth2("implicit", ["authorizationUrl"]),
      oauth2("password", ["tokenUrl"]),
      oauth2("application", ["tokenUrl"]),
      oauth2("accessCode", ["authorizationUrl", "tokenUrl"]),
    ],
  },
  { errorMessage: "Invalid security securityDefinitions" },
);
const info = closedObject(
  {
    title: text,
    version: text,
    description: text,
    termsOfService: text,
    contact: closedObject({ name: text, url: uri, email }),
    license: closedObject({ name: text, url: uri }, { required: ["name"] }),
  },
  { required: ["version", "title"] },
);
const tag = closedObject({ name: text, description: text, externalDocs }, { required: ["name"] });

/** The structure of Swagger 2.0 documents (OpenAPI Specification 2.0). */
export const swagger20: Structure = closedObject(
  {
    swagger: { type: "string", enum: ["2.0"] },
    info,
    host: { type: "string", pattern: "^[^{}/ :\\\\]+(?::\\d+)?$" },
    basePath: { type: "string", pattern: "^/" },
    schemes,
    consumes: texts,
    produces: texts,
    paths: { type: "object", patternProperties: { "^x-": true, "^/": pathItem }, additionalProperties: false },
    definitions: mapOf(schema),
    parameters: mapOf(parameter),
    responses: mapOf(response),
    security,
    securityDefinitions,
    tags: listOf(tag, unique),
    externalDocs,
  },
  { required: ["swagger", "info", "paths"] },
);
