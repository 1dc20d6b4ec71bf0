import type { MediaType, Operation } from "@surety/engine-spec/api";
import type { Schema } from "@surety/engine-spec/schema";
import { errorResponses } from "../error-responses.ts";
import { jsonContent } from "../json-content.ts";
import { resolveSchema } from "../resolve-schema.ts";
import type { Rule } from "../rule.ts";
import { schemaProperties } from "../schema-parts.ts";

export const errorsHaveOneSchema: Rule = {
  name: "surety-errors-have-one-schema",
  severity: "warning",
  summary: "All errors of the API have one schema, and one that says something.",
  why: "A client has one place that turns errors into messages. When some errors are `{error}`, some `{message}` and some plain text, that place becomes a guess, and users see `undefined`.",
  bad: `paths:
  /orders:
    get:
      responses:
        "400": {description: Wrong filter, content: {application/json: {schema: {type: object, properties: {error: {type: string}}}}}}
        "401": {description: No credential, content: {application/json: {schema: {type: object, properties: {error: {type: string}}}}}}
        "429": {description: Too many, content: {application/json: {schema: {type: object, properties: {message: {type: string}}}}}}
`,
  good: `paths:
  /orders:
    get:
      responses:
        "400": {description: Wrong filter, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
        "401": {description: No credential, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
        "429": {description: Too many, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
components:
  schemas:
    Problem: {type: object, properties: {type: {type: string}, title: {type: string}, detail: {type: string}}}
`,
  fix: "Make one error component and refer to it from every error response; details of one error are optional members of it. FastAPI's own 422 is replaced by an exception handler for `RequestValidationError`.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#176",
  *check(contract) {
    const shapes = new Map<string, { media: MediaType; operation: Operation; status: string }[]>();
    let total = 0;
    for (const { response, operation } of errorResponses(contract)) {
      const media = jsonContent(response.content);
      if (media === undefined || !media.hasSchema) continue;
      total += 1;
      const shape = shapeOf(media.schema);
      const group = shapes.get(shape) ?? [];
      group.push({ media, operation, status: response.status });
      shapes.set(shape, group);
    }
    const [common, ...rest] = [...shapes.entries()].sort(([, a], [, b]) => b.length - a.length);
    if (common === undefined || rest.length === 0) return;
    for (const [shape, group] of rest) {
      const pointers = new Set(group.map(({ media }) => resolveSchema(media.schema).pointer));
      for (const { media, operation, status } of group) {
        const { pointer } = resolveSchema(media.schema);
        if (!pointers.delete(pointer)) continue;
        yield {
          pointer,
          operation: operation.key,
          message: `This error (${status}) has ${shape === "" ? "no members" : `the members ${shape}`}, where ${common[1].length} of ${total} errors of this API have ${common[0] === "" ? "none" : common[0]}.`,
          hint: "Use one error schema for all.",
        };
      }
    }
  },
};

/** Errors are the same to a client when they have the same members, whatever the schema's name. */
function shapeOf(schema: Schema, depth = 0): string {
  const names = [...schemaProperties(schema).keys()];
  const { anyOf, oneOf } = resolveSchema(schema);
  const first = (anyOf ?? oneOf)?.[0];
  if (names.length === 0 && first !== undefined && depth < MAX_DEPTH) return shapeOf(first, depth + 1);
  return names
    .sort()
    .slice(0, 6)
    .map((name) => `\`${name}\``)
    .join(", ");
}

/** Of alternatives within alternatives, which may lead back to themselves. */
const MAX_DEPTH = 10;
