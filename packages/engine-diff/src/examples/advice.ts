import type { Kind } from "../kind.ts";

const JSON_SCHEMA = "JSON Schema 2020-12";
const OPENAPI = "OpenAPI 3.1.1";

/** By the name of a rule about keywords. */
const SCHEMA_SOURCES: { readonly [rule: string]: string } = {
  type: `${JSON_SCHEMA} Validation, section 6.1.1 (type)`,
  null: `${JSON_SCHEMA} Validation, section 6.1.1 (type)`,
  enum: `${JSON_SCHEMA} Validation, section 6.1.2 (enum); Zalando RESTful API Guidelines, rule 112 (open lists of values)`,
  minimum: `${JSON_SCHEMA} Validation, sections 6.2.4 and 6.2.5 (minimum, exclusiveMinimum)`,
  maximum: `${JSON_SCHEMA} Validation, sections 6.2.2 and 6.2.3 (maximum, exclusiveMaximum)`,
  "multiple-of": `${JSON_SCHEMA} Validation, section 6.2.1 (multipleOf)`,
  "min-length": `${JSON_SCHEMA} Validation, section 6.3.2 (minLength)`,
  "max-length": `${JSON_SCHEMA} Validation, section 6.3.1 (maxLength)`,
  pattern: `${JSON_SCHEMA} Validation, section 6.3.3 (pattern)`,
  format: `${JSON_SCHEMA} Validation, section 7 (format)`,
  "content-encoding": `${JSON_SCHEMA} Validation, sections 8.3 and 8.4 (contentEncoding, contentMediaType)`,
  "content-schema": `${JSON_SCHEMA} Validation, section 8.5 (contentSchema)`,
  "min-items": `${JSON_SCHEMA} Validation, section 6.4.2 (minItems)`,
  "max-items": `${JSON_SCHEMA} Validation, section 6.4.1 (maxItems)`,
  "unique-items": `${JSON_SCHEMA} Validation, section 6.4.3 (uniqueItems)`,
  "prefix-items": `${JSON_SCHEMA} Core, section 10.3.1.1 (prefixItems)`,
  contains: `${JSON_SCHEMA} Core, section 10.3.1.3 (contains); Validation, sections 6.4.4 and 6.4.5`,
  "unevaluated-items": `${JSON_SCHEMA} Core, section 11.2 (unevaluatedItems)`,
  "min-properties": `${JSON_SCHEMA} Validation, section 6.5.2 (minProperties)`,
  "max-properties": `${JSON_SCHEMA} Validation, section 6.5.1 (maxProperties)`,
  "additional-properties": `${JSON_SCHEMA} Core, section 10.3.2.3 (additionalProperties)`,
  "pattern-properties": `${JSON_SCHEMA} Core, section 10.3.2.2 (patternProperties)`,
  "property-names": `${JSON_SCHEMA} Core, section 10.3.2.4 (propertyNames)`,
  dependent: `${JSON_SCHEMA} Validation, section 6.5.4 (dependentRequired); Core, section 10.2.2.4 (dependentSchemas)`,
  "unevaluated-properties": `${JSON_SCHEMA} Core, section 11.3 (unevaluatedProperties)`,
  not: `${JSON_SCHEMA} Core, section 10.2.1.4 (not)`,
  condition: `${JSON_SCHEMA} Core, section 10.2.2 (if, then, else)`,
  "unknown-keyword": `${JSON_SCHEMA} Core, section 6.5 (keywords that are not known)`,
  union: `${JSON_SCHEMA} Core, sections 10.2.1.2 and 10.2.1.3 (anyOf, oneOf)`,
};

/** By the start of the id, the longest first. */
const SOURCES: readonly (readonly [RegExp, string])[] = [
  [/-(deprecated|reactivated|removed-after-deprecation)$/, "RFC 9745 (Deprecation header); RFC 8594 (Sunset header)"],
  [/-sunset-/, "RFC 8594 (Sunset header)"],
  [/-stability-/, "The extension `x-stability-level`: draft, alpha, beta, stable"],
  [/^api-/, "Semantic Versioning 2.0.0"],
  [/^discriminator-/, `${OPENAPI}, Discriminator Object`],
  [/^operation-(id|tags)-/, `${OPENAPI}, Operation Object`],
  [/^operation-/, `${OPENAPI}, Path Item Object; RFC 9110, section 15.5.5 (404)`],
  [/^request-part-/, `${OPENAPI}, Encoding Object`],
  [/^request-parameter-|^request-required-parameter-/, `${OPENAPI}, Parameter Object`],
  [/^request-media-type-/, `${OPENAPI}, Media Type Object; RFC 9110, section 15.5.16 (415)`],
  [/^request-(required-)?body-/, `${OPENAPI}, Request Body Object`],
  [/known-value/, "Zalando RESTful API Guidelines, rule 112 (`x-extensible-enum`)"],
  [/-default-changed$/, `${JSON_SCHEMA} Validation, section 9.2 (default)`],
  [/property-became-read-only$/, `${JSON_SCHEMA} Validation, section 9.4 (readOnly, writeOnly)`],
  [/property-/, `${JSON_SCHEMA} Core, section 10.3.2.1 (properties); Validation, section 6.5.3 (required)`],
  [/^response-link-/, `${OPENAPI}, Link Object`],
  [/^response-(required-)?header-/, `${OPENAPI}, Header Object`],
  [/^response-media-type-/, "RFC 9110, section 12.5.1 (Accept) and section 15.5.7 (406)"],
  [/^response-/, `${OPENAPI}, Responses Object; RFC 9110, section 15 (status codes)`],
  [/^security-(scope|flow|address)-/, "RFC 6749 (OAuth 2.0), sections 3 and 3.3"],
  [/^security-/, `${OPENAPI}, Security Requirement Object; RFC 9110, section 11`],
  [/^server-/, `${OPENAPI}, Server Object, Server Variable Object`],
];

/** Where the rule behind a kind of change is written. */
export function sourceOf(id: string): string {
  const rule = /^(?:request|response)-(.+)-(?:narrowed|widened)$/.exec(id)?.[1];
  const known = rule === undefined ? undefined : SCHEMA_SOURCES[rule];
  return known ?? SOURCES.find(([start]) => start.test(id))?.[1] ?? OPENAPI;
}

/** Widen first, wait, then narrow: how the two sides of a message move apart from each other. */
const STEPS = {
  request: [
    "Expand: accept the old and the new form on the server, and deploy that.",
    "Migrate: tell consumers, and wait until `surety` knows of no consumer, and traffic shows none, that still sends the old form.",
    "Contract: accept the new form only, and publish that contract.",
  ],
  response: [
    "Expand: send the new form in a new field, header, status or media type, beside the old one, and deploy that.",
    "Migrate: move consumers to it, one by one, until none reads the old form.",
    "Contract: stop sending the old form, and publish that contract.",
  ],
  gone: [
    "Deprecate it (`deprecated: true`, `x-sunset`) in a version that still has it, and say what to use instead.",
    "Wait until the sunset has passed and no consumer is known to use it.",
    "Remove it.",
  ],
  credentials: [
    "Expand: accept the new credentials beside the old ones, as alternatives.",
    "Migrate: give every consumer the new credentials, and watch who still presents the old ones.",
    "Contract: ask for the new credentials only.",
  ],
} as const;

/** How to make the change without breaking anyone; empty where nothing breaks. */
export function stepsFor({ id, hint }: Kind): readonly string[] {
  if (hint.startsWith("Nothing to do")) return [];
  if (/^security-(tightened|scope-added|flow-removed|address-changed)$/.test(id)) return STEPS.credentials;
  if (/^(operation|request-parameter|server|request-body|response-link)-removed/.test(id)) return STEPS.gone;
  if (/^response-.*(removed|became-optional|widened|changed|added)$/.test(id)) return STEPS.response;
  if (/^request-.*(narrowed|required|required-.*|refused|removed|changed)$|^request-required-/.test(id)) return STEPS.request;
  return [];
}
