import type { MediaType } from "@surety/engine-spec/api";
import type { Schema } from "@surety/engine-spec/schema";
import { isJson } from "../json-content.ts";
import type { Rule } from "../rule.ts";

export const bodiesHaveExamples: Rule = {
  name: "surety-bodies-have-examples",
  severity: "hint",
  summary: "Request bodies have an example, of their own or in their schema.",
  why: 'People copy examples before they read schemas. A good one answers in a second what a schema answers in ten minutes, and mock servers, tests and "Try it" pages start from it.',
  bad: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {sku: {type: string, maxLength: 9}}}}}}
      responses: {"201": {description: Created}}
`,
  good: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {sku: {type: string, maxLength: 9}}}, example: {sku: A-1}}}}
      responses: {"201": {description: Created}}
`,
  fix: "Add `example` at the media type, or `examples` at the schema and its properties. Pydantic: `json_schema_extra`; drf-spectacular: `OpenApiExample`.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#media-type-object",
  *check(contract) {
    const shown = exampleFinder();
    for (const { key, requestBody } of contract.api.operations) {
      const media = requestBody?.content.find((each) => isJson(each.mediaType) && each.hasSchema);
      if (media === undefined || media.examples.length > 0 || shown(media)) continue;
      yield {
        pointer: media.schema.ref?.pointer ?? media.pointer,
        operation: key,
        message: "There is no example of this body.",
        hint: "Add one as `example`.",
      };
    }
  },
};

/** Whether a body's schema has an example, or most of its properties have; each schema is judged once. */
function exampleFinder(): (media: MediaType) => boolean {
  const known = new Map<Schema, boolean>();
  const shows = (schema: Schema, depth: number): boolean => {
    const answer = known.get(schema);
    if (answer !== undefined) return answer;
    if (depth === 20) return false;
    known.set(schema, false);
    const properties = [...(schema.properties?.values() ?? [])];
    const result =
      schema.examples !== undefined ||
      schema.default !== undefined ||
      schema.enum !== undefined ||
      (schema.ref !== undefined && shows(schema.ref, depth + 1)) ||
      [schema.allOf, schema.anyOf, schema.oneOf].some((branches) => branches?.some((branch) => shows(branch, depth + 1)) === true) ||
      (schema.items !== undefined && shows(schema.items, depth + 1)) ||
      (properties.length > 0 && properties.filter((property) => shows(property, depth + 1)).length * 2 >= properties.length);
    known.set(schema, result);
    return result;
  };
  return (media) => shows(media.schema, 0);
}
