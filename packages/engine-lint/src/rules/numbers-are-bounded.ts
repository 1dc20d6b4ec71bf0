import type { Schema } from "@surety/engine-spec/schema";
import { reachedSchemas } from "../reached-schemas.ts";
import type { Rule } from "../rule.ts";

/** Names of quantities where a negative or absurd number does harm, or costs money. */
const QUANTITY =
  /(?:^|_|[a-z])(?:amount|balance|count|discount|height|length|limit|percent|percentage|port|price|priority|quantity|qty|rate|ratio|retries|size|timeout|ttl|weight|width|age|days|hours|minutes|seconds)$/i;

export const numbersAreBounded: Rule = {
  name: "surety-numbers-are-bounded",
  severity: "info",
  summary: "Quantities that clients send have a smallest and a largest value.",
  why: "A quantity of -1 is a refund, a timeout of 10⁹ is a leak, and 2⁶³ is a crash in the column. The contract is the cheapest place to refuse them.",
  bad: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {quantity: {type: integer}}}}}}
      responses: {"201": {description: Created}}
`,
  good: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {quantity: {type: integer, minimum: 1, maximum: 999}}}}}}
      responses: {"201": {description: Created}}
`,
  fix: "Set `minimum` and `maximum` to what makes sense in the business. Pydantic: `Field(ge=1, le=999)`; Django: `MinValueValidator`, `MaxValueValidator`.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  *check(contract) {
    for (const { schema, name, combinedIn } of reachedSchemas(contract).request) {
      if (name === undefined || (schema.types?.has("integer") !== true && schema.types?.has("number") !== true)) continue;
      if (!QUANTITY.test(name)) continue;
      const missing = missingLimits(schema, combinedIn);
      if (missing.length === 0) continue;
      yield {
        pointer: schema.pointer,
        message: `\`${name}\` is a quantity without ${missing.join(" or ")}.`,
        hint: `Add ${missing.map((limit) => `\`${limit}\``).join(" and ")}.`,
      };
    }
  },
};

function missingLimits(schema: Schema, combinedIn: Schema | undefined): string[] {
  if (schema.enum !== undefined) return [];
  const parts = combinedIn === undefined ? [schema] : [schema, combinedIn];
  const missing: string[] = [];
  if (parts.every(({ minimum, exclusiveMinimum }) => minimum === undefined && exclusiveMinimum === undefined)) missing.push("minimum");
  if (parts.every(({ maximum, exclusiveMaximum }) => maximum === undefined && exclusiveMaximum === undefined)) missing.push("maximum");
  return missing;
}
