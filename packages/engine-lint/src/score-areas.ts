import type { ScoreArea } from "@surety/model/scores";

/** Rules by what they are about: names without `surety-`, of `surety:recommended` and of `spectral:oas`. */
const RULES: Readonly<Record<Exclude<ScoreArea, "other">, string>> = {
  document: `path-parameters-match paths-well-formed paths-distinct operation-id-unique patterns-compile schemas-are-satisfiable required-is-declared
    operation-operationId-unique operation-parameters path-params path-declarations-must-exist path-not-include-query
    duplicated-entry-in-enum no-$ref-siblings array-items typed-enum oas2-schema oas3-schema oas2-anyOf oas2-oneOf oas2-discriminator
    oas2-operation-formData-consume-check oas3-server-variables oas2-unused-definition oas3-unused-component openapi-tags-uniqueness
    oas3_1-servers-in-webhook oas3_1-callbacks-in-webhook oas3_2-no-deprecated-xml-attribute oas3-callbacks-in-callbacks oas3-examples-value-or-externalValue`,
  design: `accepted-has-monitor collections-are-plural created-has-location delete-answers-204 documents-success header-parameters-count
    lists-are-objects lists-are-paged no-body-on-get-delete no-content-is-empty page-size-is-limited patch-media-types pages-have-one-style parameters-have-one-casing enums-have-one-casing reads-say-how-to-cache paths-are-nouns
    paths-one-casing paths-shallow paths-trailing-slash paths-unambiguous post-creates-201 posts-are-idempotent properties-one-casing
    responses-have-schemas status-fits-method updates-are-conditional operation-success-response path-keys-no-trailing-slash
    oas2-host-trailing-slash oas3-server-trailing-slash`,
  errors:
    "documents-errors errors-are-problem-json errors-have-one-schema rate-limits-documented rate-limit-headers unauthorized-has-challenge unavailable-has-retry-after",
  security: `api-has-security cors-is-documented cors-is-not-open https-only ids-are-not-sequential no-basic-auth no-credentials-in-urls errors-hide-internals
    passwords-are-write-only fetched-urls-are-limited
    security-is-declared writes-are-secured oas2-operation-security-defined oas3-operation-security-defined no-eval-in-markdown
    no-script-tags-in-markdown`,
  data: "arrays-are-bounded input-is-closed money-is-exact numbers-are-bounded strings-are-bounded timestamps-are-date-times",
  evolution: "deprecation-has-sunset version-is-single version-is-told",
  documentation: `bodies-have-examples info-complete operation-id-present operations-are-described operations-are-tagged contact-properties
    info-contact info-description info-license license-url openapi-tags openapi-tags-alphabetical operation-description
    operation-operationId operation-operationId-valid-in-url operation-singular-tag operation-tag-defined operation-tags tag-description
    oas2-api-host oas2-api-schemes oas2-host-not-example oas2-parameter-description oas3-api-servers oas3-parameter-description
    oas3-server-not-example.com oas2-valid-schema-example oas2-valid-media-example oas3-valid-schema-example oas3-valid-media-example`,
};

const AREAS: ReadonlyMap<string, ScoreArea> = new Map(
  Object.entries(RULES).flatMap(([area, names]) => names.split(/\s+/).map((name) => [name, area as ScoreArea] as const)),
);

/** What a rule is about; `other` for a team's own. */
export function scoreArea(rule: string): ScoreArea {
  if (rule.startsWith("surety-document/")) return "document";
  if (rule.startsWith("owasp:")) return "security";
  return AREAS.get(rule.replace(/^surety-/, "")) ?? "other";
}
