import { reachedSchemas } from "../reached-schemas.ts";
import type { Rule } from "../rule.ts";

export const arraysAreBounded: Rule = {
  name: "surety-arrays-are-bounded",
  severity: "warning",
  summary: "Arrays that clients send have a maximum number of items.",
  why: "One request with a million items costs what a million requests cost, and no rate limit sees it (OWASP API4).",
  bad: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {lines: {type: array, items: {type: integer, maximum: 9}}}}}}}
      responses: {"201": {description: Created}}
`,
  good: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {lines: {type: array, maxItems: 100, items: {type: integer, maximum: 9}}}}}}}
      responses: {"201": {description: Created}}
`,
  fix: "Set `maxItems` to what one transaction should do. Pydantic: `Field(max_length=…)` on the list; marshmallow: `validate=Length(max=…)`.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  *check(contract) {
    for (const { schema, name, combinedIn } of reachedSchemas(contract).request) {
      if (
        schema.types?.has("array") !== true ||
        schema.maxItems !== undefined ||
        schema.enum !== undefined ||
        combinedIn?.maxItems !== undefined
      )
        continue;
      if (schema.prefixItems !== undefined && schema.items?.never === true) continue;
      yield {
        pointer: schema.pointer,
        message: `${name === undefined ? "This array" : `\`${name}\``} may have any number of items.`,
        hint: "Add `maxItems`.",
      };
    }
  },
};
