import type { Schema } from "@surety/engine-spec/schema";
import { reachedSchemas } from "../reached-schemas.ts";
import type { Rule } from "../rule.ts";
import { type Casing, inCasing, majorityCasing, wordCasing } from "../word-casing.ts";
import { splitWords } from "../split-words.ts";

/** With fewer there is no habit to go by. */
const MIN_VALUES = 3;

export const enumsHaveOneCasing: Rule = {
  name: "surety-enums-have-one-casing",
  severity: "info",
  summary: "The values of one enum are written in one casing.",
  why: "Enum values are compared letter by letter, in every client, for ever. `in_progress` beside `onHold` is a bug that only shows when an order is on hold.",
  bad: `paths:
  /orders:
    get:
      responses:
        "200": {description: Orders, content: {application/json: {schema: {type: object, properties: {state: {type: string, enum: [in_progress, not_paid, onHold]}}}}}}
`,
  good: `paths:
  /orders:
    get:
      responses:
        "200": {description: Orders, content: {application/json: {schema: {type: object, properties: {state: {type: string, enum: [in_progress, not_paid, on_hold]}}}}}}
`,
  fix: "New enums: one casing, UPPER_SNAKE_CASE or snake_case. A published value cannot be renamed without breaking its readers: correct it with the next major version. Values that come from elsewhere (currencies, media types, header names) stay as they are there.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#240",
  *check(contract) {
    const { request, response } = reachedSchemas(contract);
    const enumerations = new Set<Schema>();
    for (const visits of [response, request]) for (const { schema } of visits) if (schema.enum !== undefined) enumerations.add(schema);
    for (const schema of enumerations) {
      const values = schema.enum?.filter((value) => typeof value === "string") ?? [];
      if (
        values.length < MIN_VALUES ||
        !values.some((value) => /[A-Z-]/.test(value)) ||
        !values.every((value) => /^[a-z][a-z0-9_-]{0,99}$/i.test(value))
      )
        continue;
      const casing = majorityCasing(values);
      const other = casing === undefined ? undefined : values.find((value) => isOther(value, casing));
      if (casing === undefined || other === undefined) continue;
      yield {
        pointer: schema.pointer,
        message: `\`${other}\` is ${wordCasing(other)}, where the other values are ${casing}.`,
        hint: `In ${casing} it is \`${inCasing(splitWords(other), casing)}\`.`,
      };
    }
  },
};

function isOther(value: string, casing: Casing): boolean {
  const own = wordCasing(value);
  return own !== undefined && own !== "mixed" && own !== casing;
}
