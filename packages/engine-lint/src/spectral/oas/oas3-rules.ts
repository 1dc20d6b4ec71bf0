import type { RulesetShape } from "../ruleset/ruleset-definition.ts";
import { HAS_SCHEMA_KEYWORD } from "./schema-keyword-filter.ts";
import { isList, isTruthy, matches } from "./then-clauses.ts";

const OAS3_1_UP = ["oas3_1", "oas3_2"];
const EXAMPLE_3 = `[?(@property !== 'properties' && @ && (@.example !== void 0 || @.default !== void 0) && ${HAS_SCHEMA_KEYWORD})]`;
const MEDIA_3 = "[?(@ && @.schema && (@.example !== void 0 || @.examples))]";
const SERVERS = ["$.servers[*]", "#PathItem.servers[*]", "#OperationObject.servers[*]", "#LinkObject.server"];

/** Rules of `spectral:oas` for OpenAPI 3.0 to 3.2. */
export const oas3Rules: RulesetShape["rules"] = {
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
};
