import type { Schema } from "@surety/engine-spec/schema";
import { reachedSchemas } from "../reached-schemas.ts";
import type { Rule } from "../rule.ts";

const MONEY = /(?:_|-)amount$|(?:^|_|-)(?:price|balance|fee|fees|subtotal|refund)$|[a-z](?:Amount|Price|Balance|Fee|Fees|Subtotal)$/;

export const moneyIsExact: Rule = {
  name: "surety-money-is-exact",
  severity: "warning",
  summary: "Amounts of money are no floating-point numbers.",
  why: "0.1 + 0.2 is 0.30000000000000004 in every client that reads `format: double` as it says. The cent that is missing at the end of the month costs more than all of the orders were worth.",
  bad: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {total_price: {type: number, format: double, minimum: 0, maximum: 9999}}}}}}
      responses: {"201": {description: Created}}
`,
  good: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {total_price: {type: integer, description: In cents, minimum: 0, maximum: 999900}}}}}}
      responses: {"201": {description: Created}}
`,
  fix: "Send whole minor units (cents) with the currency beside them, or a decimal as text: `type: string, format: decimal`. In code use the decimal type, and never a float in between.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#173",
  *check(contract) {
    const { request, response } = reachedSchemas(contract);
    const seen = new Set<Schema>();
    for (const { schema, name } of [...response, ...request]) {
      if (name === undefined || (schema.format !== "float" && schema.format !== "double") || seen.has(schema) || !MONEY.test(name))
        continue;
      seen.add(schema);
      yield {
        pointer: schema.pointer,
        message: `\`${name}\` is a ${schema.format}, which cannot hold most amounts of cents exactly.`,
        hint: "Send minor units as an integer, or a decimal as text.",
      };
    }
  },
};
