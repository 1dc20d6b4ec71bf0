import { recommended } from "../recommended.ts";
import { oasRuleset } from "./oas/oas-ruleset.ts";
import type { RulesetTree } from "./ruleset/ruleset-tree.ts";

/**
 * What `surety:recommended` takes from `spectral:oas`, under Spectral's names, with the severity that it has here.
 * Every error of Spectral's is here or among our own; a rule that one of ours replaces is not, so nothing is told twice.
 * Left out as well is what valid and good contracts break: no `servers`, tags that are not declared at the top, orders of tags.
 */
export const TAKEN: Readonly<Record<string, "error" | "warn" | "info" | "hint">> = {
  "oas2-schema": "error",
  "oas3-schema": "error",
  "oas2-valid-schema-example": "error",
  "oas2-valid-media-example": "error",
  "oas3-valid-schema-example": "error",
  "oas3-valid-media-example": "error",
  "oas3-examples-value-or-externalValue": "warn",
  "oas2-discriminator": "error",
  "oas2-operation-formData-consume-check": "warn",
  "oas3-server-variables": "error",
  "oas3-server-trailing-slash": "warn",
  "oas2-host-trailing-slash": "warn",
  "oas3_2-no-deprecated-xml-attribute": "warn",
  "array-items": "error",
  "no-$ref-siblings": "warn",
  "typed-enum": "warn",
  "duplicated-entry-in-enum": "warn",
  "operation-parameters": "error",
  "operation-operationId-valid-in-url": "warn",
  "openapi-tags-uniqueness": "error",
  "no-script-tags-in-markdown": "warn",
  "oas2-unused-definition": "info",
  "oas3-unused-component": "info",
  "info-contact": "hint",
  "info-description": "hint",
};

/** A property that is called `$ref` is no reference, and has siblings by right. */
const REFERENCES_ONLY = { given: "$..[?(@property === '$ref' && @.length > 0)]" };

/** The rules of `spectral:oas` that say what another rule here says, by that. */
export const REPLACED: Readonly<Record<string, string>> = {
  "operation-success-response": "surety-documents-success",
  "operation-operationId-unique": "surety-operation-id-unique",
  "operation-operationId": "surety-operation-id-present",
  "operation-description": "surety-operations-are-described",
  "operation-tags": "surety-operations-are-tagged",
  "path-params": "surety-path-parameters-match",
  "path-declarations-must-exist": "surety-paths-well-formed",
  "path-not-include-query": "surety-paths-well-formed",
  "path-keys-no-trailing-slash": "surety-paths-trailing-slash",
  "oas2-operation-security-defined": "surety-security-is-declared",
  "oas3-operation-security-defined": "surety-security-is-declared",
  "oas2-anyOf": "oas2-schema",
  "oas2-oneOf": "oas2-schema",
};

/** `surety:recommended`: our own rules, and what `spectral:oas` says beyond them. */
export const recommendedTree: RulesetTree = {
  location: "surety:recommended",
  isOurs: true,
  definition: {
    ...oasRuleset,
    documentationUrl: "https://docs.stoplight.io/docs/spectral/4dec24461f3af-open-api-rules",
    rules: Object.fromEntries(
      Object.entries(oasRuleset.rules ?? {}).flatMap(([name, rule]) => {
        const severity = TAKEN[name];
        return severity === undefined || typeof rule !== "object"
          ? []
          : [[name, { ...rule, ...(name === "no-$ref-siblings" ? REFERENCES_ONLY : {}), severity, recommended: true }]];
      }),
    ),
  },
  functions: new Map(),
  parents: [],
  native: recommended,
};
