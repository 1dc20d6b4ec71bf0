import { isPaged, sizeParameters } from "../page-parameters.ts";
import { resolveSchema } from "../resolve-schema.ts";
import type { Rule } from "../rule.ts";
import { schemaParts } from "../schema-parts.ts";

export const pageSizeIsLimited: Rule = {
  name: "surety-page-size-is-limited",
  severity: "warning",
  summary: "The size of a page has a maximum.",
  why: "`?limit=1000000` is the cheapest attack there is (OWASP API4), and the commonest mistake of an honest client. A maximum in the contract is checked by frameworks before your code runs.",
  bad: `paths:
  /orders:
    get:
      parameters:
        - {name: cursor, in: query, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}
      responses: {"200": {description: Orders}}
`,
  good: `paths:
  /orders:
    get:
      parameters:
        - {name: cursor, in: query, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100, default: 20}}
      responses: {"200": {description: Orders}}
`,
  fix: "Add `maximum`, `minimum: 1` and a `default`. FastAPI: `limit: Annotated[int, Query(ge=1, le=100)] = 20`. What is larger is answered with the maximum or with 400.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  *check(contract) {
    for (const operation of contract.api.operations) {
      if (operation.method !== "GET" || !isPaged(operation)) continue;
      for (const { name, schema, pointer } of sizeParameters(operation)) {
        const isNumber = resolveSchema(schema).types?.has("integer") === true || resolveSchema(schema).types?.has("number") === true;
        const isLimited = [...schemaParts(schema)].some(
          (part) => part.maximum !== undefined || part.exclusiveMaximum !== undefined || part.enum !== undefined,
        );
        if (!isNumber || isLimited) continue;
        yield {
          pointer,
          operation: operation.key,
          message: `\`${name}\` has no maximum: one request can ask for everything.`,
          hint: "Add `maximum`, for example 100, and a `default`.",
        };
      }
    }
  },
};
