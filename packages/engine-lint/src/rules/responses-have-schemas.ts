import type { Schema } from "@surety/engine-spec/schema";
import type { Rule } from "../rule.ts";
import { statusClass } from "../status-class.ts";

/** Statuses that have nothing to say, or say it in a header. */
const EMPTY = new Set(["201", "202", "204", "205", "304"]);

export const responsesHaveSchemas: Rule = {
  name: "surety-responses-have-schemas",
  severity: "warning",
  summary: "A successful answer with a body has a schema.",
  why: "Without a schema nobody can tell what is promised: clients get `any`, a contract test has nothing to compare, and any change of the answer counts as compatible.",
  bad: `paths:
  /orders:
    get:
      responses: {"200": {description: Orders, content: {application/json: {}}}}
`,
  good: `paths:
  /orders:
    get:
      responses: {"200": {description: Orders, content: {application/json: {schema: {type: object, properties: {items: {type: array, maxItems: 10}}}}}}}
`,
  fix: "Describe the body. FastAPI exports `{}` for a route without `response_model`; Flask routes need `@blp.response(200, Schema)` or `@app.output(Schema)`.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#media-type-object",
  *check(contract) {
    for (const { key, responses } of contract.api.operations) {
      for (const { status, content } of responses) {
        if (statusClass(status) !== 2 || EMPTY.has(status)) continue;
        for (const { mediaType, schema, hasSchema, pointer } of content) {
          if (!/json/.test(mediaType) || (hasSchema && saysSomething(schema))) continue;
          yield { pointer, operation: key, message: `The body of ${status} may be anything.`, hint: "Give it a schema." };
        }
      }
    }
  },
};

/** False for `{}`, which code generators write when they know nothing. */
function saysSomething({ ref, types, enum: values, properties, allOf, anyOf, oneOf, not }: Schema): boolean {
  return [ref, types, values, properties, allOf, anyOf, oneOf, not].some((keyword) => keyword !== undefined);
}
