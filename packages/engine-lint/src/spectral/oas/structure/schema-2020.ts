import { flag, integer, listOf, mapOf, type Shapes, type Structure, text, unevaluatedObject, uri, uriReference } from "./structure.ts";

const number: Structure = { type: "number" };
const anchor: Structure = { type: "string", pattern: "^[A-Za-z_][-A-Za-z0-9._]*$" };
const names = listOf(text, { uniqueItems: true });
const typeName: Structure = { enum: ["array", "boolean", "integer", "null", "number", "object", "string"] };
const types: Structure = {
  if: { type: "string" },
  then: typeName,
  else: {
    if: { type: "array" },
    then: { type: "array", items: typeName, minItems: 1, uniqueItems: true },
    else: { not: true, errorMessage: '"type" property must be either a string or an array of strings' },
  },
};

const discriminator = unevaluatedObject({ propertyName: text, mapping: mapOf(text) }, { required: ["propertyName"] });
const discriminator32 = unevaluatedObject(
  { propertyName: text, mapping: mapOf(text), defaultMapping: text },
  { required: ["propertyName"] },
);
const externalDocs = unevaluatedObject({ url: uriReference, description: text }, { required: ["url"] });
const xmlMembers: Shapes = { name: text, namespace: uri, prefix: text, attribute: flag, wrapped: flag };
const xml = unevaluatedObject(xmlMembers);
const xml32 = unevaluatedObject(
  { ...xmlMembers, namespace: text, nodeType: { type: "string", enum: ["element", "attribute", "text", "cdata", "none"] } },
  { more: { dependentSchemas: { nodeType: { properties: { attribute: false, wrapped: false } } } } },
);
/** As the meta-schema of JSON Schema says it. */
const types32: Structure = { anyOf: [typeName, { type: "array", items: typeName, minItems: 1, uniqueItems: true }] };
const notASchema: Structure = { not: true, errorMessage: '"{{property}}" property must be a valid Schema Object' };

/** Schema Objects of OpenAPI 3.1 and 3.2: JSON Schema 2020-12 with the members that OpenAPI adds. */
function schemaStructure(base: Shapes, otherwise: Structure): Structure {
  const schema: Record<string, unknown> = {};
  const schemas = mapOf(schema);
  const list = listOf(schema, { minItems: 1 });
  const keywords: Shapes = {
    $id: { type: "string", format: "uri-reference", pattern: "^[^#]*#?$" },
    $schema: uri,
    $ref: uriReference,
    $anchor: anchor,
    $dynamicRef: uriReference,
    $dynamicAnchor: anchor,
    $vocabulary: { type: "object", propertyNames: uri, additionalProperties: flag },
    $comment: text,
    $defs: schemas,
    prefixItems: list,
    items: schema,
    contains: schema,
    additionalProperties: schema,
    properties: schemas,
    patternProperties: mapOf(schema, { propertyNames: { format: "regex" } }),
    dependentSchemas: schemas,
    propertyNames: schema,
    if: schema,
    then: schema,
    else: schema,
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: schema,
    unevaluatedItems: schema,
    unevaluatedProperties: schema,
    type: types,
    enum: listOf(true),
    multipleOf: { type: "number", exclusiveMinimum: 0 },
    maximum: number,
    exclusiveMaximum: number,
    minimum: number,
    exclusiveMinimum: number,
    maxLength: integer,
    minLength: integer,
    pattern: { type: "string", format: "regex" },
    maxItems: integer,
    minItems: integer,
    uniqueItems: flag,
    maxContains: integer,
    minContains: integer,
    maxProperties: integer,
    minProperties: integer,
    required: names,
    dependentRequired: mapOf(names),
    title: text,
    description: text,
    deprecated: flag,
    readOnly: flag,
    writeOnly: flag,
    examples: listOf(true),
    format: text,
    contentEncoding: text,
    contentMediaType: text,
    contentSchema: schema,
    definitions: schemas,
    dependencies: mapOf({ anyOf: [schema, names] }),
    $recursiveAnchor: anchor,
    $recursiveRef: uriReference,
    ...base,
  };
  return Object.assign(schema, {
    if: { type: "object" },
    then: { properties: keywords },
    else: {
      if: { type: "boolean" },
      then: true,
      else: otherwise,
    },
  });
}

export const schema31 = schemaStructure({ discriminator, externalDocs, xml }, notASchema);
export const schema32 = schemaStructure(
  { discriminator: discriminator32, externalDocs, xml: xml32, type: types32 },
  { type: ["object", "boolean"] },
);
