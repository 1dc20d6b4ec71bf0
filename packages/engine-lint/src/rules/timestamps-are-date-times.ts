import type { Schema } from "@surety/engine-spec/schema";
import { reachedSchemas } from "../reached-schemas.ts";
import type { Report, Rule } from "../rule.ts";

const TIMESTAMP = /(?:[a-z0-9]_at|[a-z]At|^(?:timestamp|datetime|date_time|dateTime)|_timestamp|Timestamp|_datetime|DateTime)$/;
/** Words that end like a point in time and are none. */
const NOT_TIME = /(?:format|flat|stat|chat|that|beat|seat|heat|repeat)$/i;

export const timestampsAreDateTimes: Rule = {
  name: "surety-timestamps-are-date-times",
  severity: "warning",
  summary: "A point in time is a string of format date-time (RFC 3339), with its offset.",
  why: "`2026-11-02 10:00` is a different moment in every office. With the format, clients get a real date type, and validators refuse what has no offset.",
  bad: `paths:
  /orders:
    get:
      responses:
        "200": {description: Orders, content: {application/json: {schema: {type: object, properties: {created_at: {type: string}}}}}}
`,
  good: `paths:
  /orders:
    get:
      responses:
        "200": {description: Orders, content: {application/json: {schema: {type: object, properties: {created_at: {type: string, format: date-time}}}}}}
`,
  fix: "Add `format: date-time` and send UTC with `Z`. In code, type the field as a datetime instead of a string, and the framework exports the format.",
  source: "https://www.rfc-editor.org/rfc/rfc3339.html",
  *check(contract) {
    const { request, response } = reachedSchemas(contract);
    const seen = new Set<Schema>();
    for (const { schema, name, combinedIn } of [...response, ...request]) {
      if (name === undefined || !isPlainString(schema) || !TIMESTAMP.test(name) || NOT_TIME.test(name) || seen.has(schema)) continue;
      seen.add(schema);
      if (combinedIn?.format === undefined) yield report(schema, name);
    }
  },
};

function isPlainString({ types, format, enum: values, pattern }: Schema): boolean {
  return types?.has("string") === true && format === undefined && values === undefined && pattern === undefined;
}

function report({ pointer }: Schema, name: string): Report {
  return { pointer, message: `\`${name}\` is a point in time, and may be any text.`, hint: "Add `format: date-time`." };
}
