import type { RulesetShape } from "../ruleset/ruleset-definition.ts";
import { oas2Rules } from "./oas2-rules.ts";
import { oas3Rules } from "./oas3-rules.ts";
import { isList, isTruthy, matches } from "./then-clauses.ts";

const OAS3_1_UP = ["oas3_1", "oas3_2"];

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
    ...oas2Rules,
    ...oas3Rules,
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
