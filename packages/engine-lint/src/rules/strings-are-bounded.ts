import type { Schema } from "@surety/engine-spec/schema";
import { reachedSchemas } from "../reached-schemas.ts";
import type { Rule } from "../rule.ts";

/** Formats whose values have a length of their own, or that are files. */
const BOUNDED_FORMATS = new Set(
  "date date-time time duration uuid ipv4 ipv6 binary byte hostname email idn-email int32 int64 double float decimal".split(" "),
);

export const stringsAreBounded: Rule = {
  name: "surety-strings-are-bounded",
  severity: "info",
  summary: "Strings that clients send have a maximum length.",
  why: "What has no limit in the contract has one in the database column, the index or the memory, and is found there as a 500. A `maxLength` turns it into a 400 that names the field.",
  bad: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {note: {type: string}}}}}}
      responses: {"201": {description: Created}}
`,
  good: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {note: {type: string, maxLength: 2000}}}}}}
      responses: {"201": {description: Created}}
`,
  fix: "Set `maxLength` to what you store. Pydantic: `Field(max_length=…)`; marshmallow: `validate=Length(max=…)`; Django REST Framework takes it from the model's `max_length`.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  *check(contract) {
    for (const { schema, name, combinedIn } of reachedSchemas(contract).request) {
      if (schema.types?.has("string") !== true || isBounded(schema) || (combinedIn !== undefined && isBounded(combinedIn))) continue;
      yield {
        pointer: schema.pointer,
        message: `${name === undefined ? "This string" : `\`${name}\``} may be of any length.`,
        hint: "Add `maxLength`.",
      };
    }
  },
};

function isBounded({ maxLength, enum: values, format, pattern, contentMediaType }: Schema): boolean {
  if (maxLength !== undefined || values !== undefined || contentMediaType !== undefined) return true;
  if (format !== undefined && BOUNDED_FORMATS.has(format)) return true;
  return pattern?.startsWith("^") === true && pattern.endsWith("$") && !/(?<!\\)[*+]|,\}/.test(pattern);
}
