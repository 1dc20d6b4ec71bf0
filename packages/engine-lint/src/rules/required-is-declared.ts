import type { Schema } from "@surety/engine-spec/schema";
import { reachedSchemas } from "../reached-schemas.ts";
import type { Rule } from "../rule.ts";

export const requiredIsDeclared: Rule = {
  name: "surety-required-is-declared",
  severity: "warning",
  summary: "Each member that an object requires is one that it declares.",
  why: "A name in `required` that is not in `properties` is nearly always a typing error or a leftover of a rename. Validators then refuse every message that is right, and generated clients have no field to put the value in.",
  bad: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, required: [custmer], properties: {customer: {type: string, maxLength: 40}}}}}}
      responses: {"201": {description: Created}}
`,
  good: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, required: [customer], properties: {customer: {type: string, maxLength: 40}}}}}}
      responses: {"201": {description: Created}}
`,
  fix: "Correct the spelling, or declare the property. What a schema of an `allOf` requires of another is fine, and is not reported.",
  source: "https://json-schema.org/draft/2020-12/json-schema-validation#section-6.5.3",
  *check(contract) {
    const { request, response } = reachedSchemas(contract);
    const combined = new Set<Schema>();
    const strict = new Set<Schema>();
    for (const visits of [request, response]) {
      for (const { schema, combinedIn } of visits) {
        if (schema.required !== undefined) strict.add(schema);
        if (combinedIn === undefined) continue;
        combined.add(schema);
        if (schema.ref !== undefined) combined.add(schema.ref);
      }
    }
    for (const schema of strict) {
      if (combined.has(schema)) continue;
      for (const name of undeclared(schema)) {
        yield {
          pointer: schema.pointer,
          subject: name,
          message: `\`${name.slice(0, 100)}\` is required, and not among the declared properties.`,
          hint: "Correct its spelling, or declare it.",
        };
      }
    }
  },
};

/** Only where the object is described in one place, and no other schema can add to it. */
function undeclared(schema: Schema): string[] {
  const { required, properties, patternProperties, allOf, anyOf, oneOf, ref, if: condition } = schema;
  if (required === undefined || properties === undefined || properties.size === 0 || patternProperties !== undefined) return [];
  if ((allOf ?? anyOf ?? oneOf ?? ref ?? condition) !== undefined) return [];
  return [...required].filter((name) => !properties.has(name));
}
