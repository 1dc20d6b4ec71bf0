import type { RulesetShape } from "../ruleset/ruleset-definition.ts";

const OAS3_1_UP = ["oas3_1", "oas3_2"];
const HAS_SCHEMA_KEYWORD = "(@.enum || @.type || @.format || @.$ref || @.properties || @.items)";
const EXAMPLE_3 = `[?(@property !== 'properties' && @ && (@.example !== void 0 || @.default !== void 0) && ${HAS_SCHEMA_KEYWORD})]`;
const EXAMPLE_2 = `[?(@property !== 'properties' && @ && (@.example !== void 0 || @['x-example'] !== void 0 || @.default !== void 0) && ${HAS_SCHEMA_KEYWORD})]`;
const MEDIA_3 = "[?(@ && @.schema && (@.example !== void 0 || @.examples))]";
const SERVERS = ["$.servers[*]", "#PathItem.servers[*]", "#OperationObject.servers[*]", "#LinkObject.server"];

const matches = (field: string | undefined, options: { match?: string; notMatch?: string }) => ({
  ...(field === undefined ? {} : { field }),
  function: "pattern",
  functionOptions: options,
});
const isTruthy = (field: string) => ({ field, function: "truthy" });
const isList = (field: string, items?: string) => ({
  field,
  function: "schema",
  functionOptions: {
    dialect: "draft7",
    schema: { type: "array", minItems: 1, ...(items === undefined ? {} : { items: { type: items } }) },
  },
});

/** `spectral:oas`: the same rule names, places and severities as Spectral 6.16, for Swagger 2.0 and OpenAPI 3.0 to 3.2. */
export const oasRuleset: RulesetShape = {
  formats: ["oas2", "oas3", "oas3_0", "oas3_1", "oas3_2"],
  aliases: {
    PathItem: ["$.paths[*]"],
    OperationObject: ["#PathItem[get,put,post,delete,options,head,patch,trace]"],
    SecurityRequirementObject: ["$.security[*]", "#OperationObject.security[*]"],
    ResponseObject: {
      targets: [
        { formats: ["oas2"], given: ["#OperationObject.responses[*]", "$.responses[*]"] },
        { formats: ["oas3"], given: ["#OperationObject.responses[*]", "$.components.responses[*]"] },
      ],
    },
    LinkObject: { targets: [{ formats: ["oas3"], given: ["$.components.links[*]", "#ResponseObject.links[*]"] }] },
    ArrayProperties: {
      targets: [
        { formats: ["oas2", "oas3_0"], given: ['$..[?(@ && @.type=="array")]'] },
        {
          formats: OAS3_1_UP,
          given: ['$..[?(@ && @.type=="array")]', '$..[?(@ && @.type && @.type.constructor.name === "Array" && @.type.includes("array"))]'],
        },
      ],
    },
  },
  rules: {
    "operation-success-response": {
      description: 'Operation must have at least one "2xx" or "3xx" response.',
      given: "#OperationObject",
      then: { field: "responses", function: "oasOpSuccessResponse" },
    },
    "oas2-operation-formData-consume-check": {
      description:
        'Operations with "in: formData" parameter must include "application/x-www-form-urlencoded" or "multipart/form-data" in their "consumes" property.',
      formats: ["oas2"],
      given: "#OperationObject",
      then: { function: "oasOpFormDataConsumeCheck" },
    },
    "operation-operationId-unique": {
      description: 'Every operation must have unique "operationId".',
      severity: "error",
      given: "$.paths",
      then: { function: "oasOpIdUnique" },
    },
    "operation-parameters": {
      description: "Operation parameters are unique and non-repeating.",
      message: "{{error}}",
      given: "#OperationObject.parameters",
      then: { function: "oasOpParams" },
    },
    "operation-tag-defined": {
      description: "Operation tags must be defined in global tags.",
      given: "$",
      then: { function: "oasTagDefined" },
    },
    "path-params": {
      description: "Path parameters must be defined and valid.",
      message: "{{error}}",
      severity: "error",
      given: "$.paths",
      then: { function: "oasPathParam" },
    },
    "contact-properties": {
      description: 'Contact object must have "name", "url" and "email".',
      recommended: false,
      given: "$.info.contact",
      then: [isTruthy("name"), isTruthy("url"), isTruthy("email")],
    },
    "duplicated-entry-in-enum": {
      description: "Enum values must not have duplicate entry.",
      message: "{{error}}",
      given: ["$..[?(@property !== 'properties' && @ != null && @.enum && @.enum.constructor.name === 'Array')]"],
      then: { field: "enum", function: "oasSchema", functionOptions: { schema: { type: "array", uniqueItems: true } } },
    },
    "info-contact": { description: 'Info object must have "contact" object.', given: "$", then: isTruthy("info.contact") },
    "info-description": {
      description: 'Info "description" must be present and non-empty string.',
      given: "$",
      then: isTruthy("info.description"),
    },
    "info-license": {
      description: 'Info object must have "license" object.',
      recommended: false,
      given: "$",
      then: isTruthy("info.license"),
    },
    "license-url": {
      description: 'License object must include "url".',
      recommended: false,
      given: "$",
      then: isTruthy("info.license.url"),
    },
    "no-eval-in-markdown": {
      description: 'Markdown descriptions must not have "eval(".',
      given: "$..[description,title]",
      then: matches(undefined, { notMatch: "eval\\(" }),
    },
    "no-script-tags-in-markdown": {
      description: 'Markdown descriptions must not have "<script>" tags.',
      given: "$..[description,title]",
      then: matches(undefined, { notMatch: "<script" }),
    },
    "openapi-tags-alphabetical": {
      description: 'OpenAPI object must have alphabetical "tags".',
      recommended: false,
      given: "$",
      then: { field: "tags", function: "alphabetical", functionOptions: { keyedBy: "name" } },
    },
    "openapi-tags-uniqueness": {
      description: "Each tag must have a unique name.",
      message: "{{error}}",
      severity: "error",
      given: "$.tags",
      then: { function: "uniquenessTags" },
    },
    "openapi-tags": {
      description: 'OpenAPI object must have non-empty "tags" array.',
      recommended: false,
      given: "$",
      then: isList("tags"),
    },
    "operation-description": {
      description: 'Operation "description" must be present and non-empty string.',
      given: "#OperationObject",
      then: isTruthy("description"),
    },
    "operation-operationId": {
      description: 'Operation must have "operationId".',
      given: "#OperationObject",
      then: isTruthy("operationId"),
    },
    "operation-operationId-valid-in-url": {
      message: "operationId must not contain characters that are invalid when used in URL.",
      given: "#OperationObject",
      then: matches("operationId", { match: "^[A-Za-z0-9-._~:/?#\\[\\]@!\\$&'()*+,;=]*$" }),
    },
    "operation-singular-tag": {
      description: "Operation must not have more than a single tag.",
      recommended: false,
      given: "#OperationObject",
      then: { field: "tags", function: "length", functionOptions: { max: 1 } },
    },
    "operation-tags": { description: 'Operation must have non-empty "tags" array.', given: "#OperationObject", then: isList("tags") },
    "path-declarations-must-exist": {
      message: 'Path parameter declarations must not be empty, ex."/given/{}" is invalid.',
      given: "$.paths",
      then: matches("@key", { notMatch: "{}" }),
    },
    "path-keys-no-trailing-slash": {
      message: "Path must not end with slash.",
      given: "$.paths",
      then: matches("@key", { notMatch: ".+\\/$" }),
    },
    "path-not-include-query": {
      description: "Path must not include query string.",
      given: "$.paths",
      then: matches("@key", { notMatch: "\\?" }),
    },
    "tag-description": {
      description: 'Tag object must have "description".',
      recommended: false,
      given: "$.tags[*]",
      then: isTruthy("description"),
    },
    "no-$ref-siblings": {
      description: "Property must not be placed among $ref",
      message: "{{error}}",
      formats: ["oas2", "oas3_0"],
      severity: "error",
      resolved: false,
      given: "$..[?(@property === '$ref')]",
      then: { function: "refSiblings" },
    },
    "array-items": {
      message: 'Schemas with "type: array", require a sibling "items" field',
      severity: "error",
      resolved: false,
      given: "#ArrayProperties",
      then: isTruthy("items"),
    },
    "typed-enum": {
      description: "Enum values must respect the specified type.",
      message: "{{error}}",
      given: "$..[?(@ && @.enum && @.type)]",
      then: { function: "typedEnum" },
    },
    "oas2-api-host": {
      description: 'OpenAPI "host" must be present and non-empty string.',
      formats: ["oas2"],
      given: "$",
      then: isTruthy("host"),
    },
    "oas2-api-schemes": {
      description: 'OpenAPI host "schemes" must be present and non-empty array.',
      formats: ["oas2"],
      given: "$",
      then: isList("schemes", "string"),
    },
    "oas2-discriminator": {
      description: "discriminator property must be defined and required",
      message: "{{error}}",
      formats: ["oas2"],
      severity: "error",
      given: "$.definitions[?(@ && @.discriminator)]",
      then: { function: "oasDiscriminator" },
    },
    "oas2-host-not-example": {
      description: "Host URL must not point at example.com.",
      recommended: false,
      formats: ["oas2"],
      given: "$",
      then: matches("host", { notMatch: "example\\.com" }),
    },
    "oas2-host-trailing-slash": {
      description: "Server URL must not have trailing slash.",
      formats: ["oas2"],
      given: "$",
      then: matches("host", { notMatch: "/$" }),
    },
    "oas2-parameter-description": {
      description: 'Parameter objects must have "description".',
      recommended: false,
      formats: ["oas2"],
      given: "$..parameters[?(@ && @.in)]",
      then: isTruthy("description"),
    },
    "oas2-operation-security-defined": {
      description: 'Operation "security" values must match a scheme defined in the "securityDefinitions" object.',
      message: "{{error}}",
      formats: ["oas2"],
      given: "#SecurityRequirementObject",
      then: { function: "oasSecurityDefined", functionOptions: { oasVersion: 2 } },
    },
    "oas2-valid-schema-example": {
      description: "Examples must be valid against their defined schema.",
      message: "{{error}}",
      formats: ["oas2"],
      severity: "error",
      given: [`$..definitions..${EXAMPLE_2}`, `$..parameters..${EXAMPLE_2}`, `$..responses..${EXAMPLE_2}`],
      then: { function: "oasExample", functionOptions: { schemaField: "$", oasVersion: 2, type: "schema" } },
    },
    "oas2-valid-media-example": {
      description: "Examples must be valid against their defined schema.",
      message: "{{error}}",
      formats: ["oas2"],
      severity: "error",
      given: "$..responses..[?(@ && @.schema && @.examples)]",
      then: { function: "oasExample", functionOptions: { schemaField: "schema", oasVersion: 2, type: "media" } },
    },
    "oas2-anyOf": {
      description: "anyOf is not available in OpenAPI v2, it was added in OpenAPI v3",
      message: '"anyOf" keyword must not be used in OpenAPI v2 document.',
      formats: ["oas2"],
      given: "$..anyOf",
      then: { function: "undefined" },
    },
    "oas2-oneOf": {
      description: "oneOf is not available in OpenAPI v2, it was added in OpenAPI v3",
      message: '"oneOf" keyword must not be used in OpenAPI v2 document.',
      formats: ["oas2"],
      given: "$..oneOf",
      then: { function: "undefined" },
    },
    "oas2-schema": {
      description: "Validate structure of OpenAPI v2 specification.",
      message: "{{error}}.",
      formats: ["oas2"],
      severity: "error",
      resolved: false,
      given: "$",
      then: { function: "oasDocumentSchema" },
    },
    "oas2-unused-definition": {
      description: "Potentially unused definition has been detected.",
      formats: ["oas2"],
      resolved: false,
      given: "$.definitions",
      then: { function: "unreferencedReusableObject", functionOptions: { reusableObjectsLocation: "#/definitions" } },
    },
    "oas3-api-servers": {
      description: 'OpenAPI "servers" must be present and non-empty array.',
      formats: ["oas3"],
      given: "$",
      then: isList("servers", "object"),
    },
    "oas3-examples-value-or-externalValue": {
      description: 'Examples must have either "value" or "externalValue" field.',
      formats: ["oas3"],
      given: [
        "$.components.examples[*]",
        "$.paths[*][*]..content[*].examples[*]",
        "$.paths[*][*]..parameters[*].examples[*]",
        "$.components.parameters[*].examples[*]",
        "$.paths[*][*]..headers[*].examples[*]",
        "$.components.headers[*].examples[*]",
      ],
      then: { function: "xor", functionOptions: { properties: ["externalValue", "value"] } },
    },
    "oas3-operation-security-defined": {
      description: 'Operation "security" values must match a scheme defined in the "components.securitySchemes" object.',
      message: "{{error}}",
      formats: ["oas3"],
      given: "#SecurityRequirementObject",
      then: { function: "oasSecurityDefined", functionOptions: { oasVersion: 3 } },
    },
    "oas3-parameter-description": {
      description: 'Parameter objects must have "description".',
      recommended: false,
      formats: ["oas3"],
      given: ["#PathItem.parameters[?(@ && @.in)]", "#OperationObject.parameters[?(@ && @.in)]", "$.components.parameters[?(@ && @.in)]"],
      then: isTruthy("description"),
    },
    "oas3-server-not-example.com": {
      description: "Server URL must not point at example.com.",
      recommended: false,
      formats: ["oas3"],
      given: "$.servers[*].url",
      then: matches(undefined, { notMatch: "example\\.com" }),
    },
    "oas3-server-trailing-slash": {
      description: "Server URL must not have trailing slash.",
      formats: ["oas3"],
      given: "$.servers[*].url",
      then: matches(undefined, { notMatch: "./$" }),
    },
    "oas3-valid-media-example": {
      description: "Examples must be valid against their defined schema.",
      message: "{{error}}",
      formats: ["oas3"],
      severity: "error",
      given: [`$..content..${MEDIA_3}`, `$..headers..${MEDIA_3}`, `$..parameters..${MEDIA_3}`],
      then: { function: "oasExample", functionOptions: { schemaField: "schema", oasVersion: 3, type: "media" } },
    },
    "oas3-valid-schema-example": {
      description: "Examples must be valid against their defined schema.",
      message: "{{error}}",
      formats: ["oas3"],
      severity: "error",
      given: [`$.components.schemas..${EXAMPLE_3}`, `$..content..${EXAMPLE_3}`, `$..headers..${EXAMPLE_3}`, `$..parameters..${EXAMPLE_3}`],
      then: { function: "oasExample", functionOptions: { schemaField: "$", oasVersion: 3, type: "schema" } },
    },
    "oas3-schema": {
      description: "Validate structure of OpenAPI v3 specification.",
      message: "{{error}}.",
      formats: ["oas3"],
      severity: "error",
      resolved: false,
      given: "$",
      then: { function: "oasDocumentSchema" },
    },
    "oas3-unused-component": {
      message: "Potentially unused component has been detected.",
      formats: ["oas3"],
      resolved: false,
      given: "$",
      then: { function: "oasUnusedComponent" },
    },
    "oas3-server-variables": {
      description: "Server variables must be defined and valid and there must be no unused variables.",
      message: "{{error}}",
      severity: "error",
      given: SERVERS,
      then: { function: "serverVariables", functionOptions: { checkSubstitutions: true, requireDefault: true } },
    },
    "oas3-callbacks-in-callbacks": {
      message: "Callbacks should not be defined within a callback",
      formats: ["oas3"],
      given: ["#OperationObject.callbacks[*][*][*].callbacks"],
      then: { function: "undefined" },
    },
    "oas3_1-servers-in-webhook": {
      message: "Servers should not be defined in a webhook.",
      formats: OAS3_1_UP,
      given: ["$.webhooks.servers", "$.webhooks[*][*].servers"],
      then: { function: "undefined" },
    },
    "oas3_1-callbacks-in-webhook": {
      message: "Callbacks should not be defined in a webhook.",
      formats: OAS3_1_UP,
      given: ["$.webhooks[*][*].callbacks"],
      then: { function: "undefined" },
    },
    "oas3_2-no-deprecated-xml-attribute": {
      message: '"xml.attribute" is deprecated in OAS 3.2; use "xml.nodeType: attribute" instead.',
      formats: ["oas3_2"],
      given: ["$..[?(@ && @.xml)].xml"],
      then: {
        function: "schema",
        functionOptions: { schema: { not: { properties: { attribute: { const: true } }, required: ["attribute"] } } },
      },
    },
  },
};

/** Spectral's own `oas` object, which JavaScript rulesets extend: ours runs in its place. */
export function isSpectralOas(value: unknown): boolean {
  if (typeof value !== "object" || value === null || value === oasRuleset) return false;
  const rules: unknown = Reflect.get(value, "rules");
  return (
    typeof rules === "object" && rules !== null && "oas2-schema" in rules && "oas3-schema" in rules && "oas3-server-variables" in rules
  );
}
