import type { RulesetShape } from "../ruleset/ruleset-definition.ts";
import { HAS_SCHEMA_KEYWORD } from "./schema-keyword-filter.ts";
import { isList, isTruthy, matches } from "./then-clauses.ts";

const EXAMPLE_2 = `[?(@property !== 'properties' && @ && (@.example !== void 0 || @['x-example'] !== void 0 || @.default !== void 0) && ${HAS_SCHEMA_KEYWORD})]`;

/** Rules of `spectral:oas` for Swagger 2.0. */
export const oas2Rules: RulesetShape["rules"] = {
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
};
