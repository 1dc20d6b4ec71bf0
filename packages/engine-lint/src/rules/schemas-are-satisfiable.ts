import type { Schema } from "@surety/engine-spec/schema";
import { reachedSchemas } from "../reached-schemas.ts";
import type { Rule } from "../rule.ts";

export const schemasAreSatisfiable: Rule = {
  name: "surety-schemas-are-satisfiable",
  severity: "error",
  summary: "No schema contradicts itself.",
  why: "A schema that nothing can fulfil makes every message wrong: validators answer 400 to everyone, or are switched off. It nearly always is two numbers swapped, or an enum of the wrong type.",
  bad: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: string, minLength: 20, maxLength: 10}}}}
      responses: {"201": {description: Created}}
`,
  good: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: string, minLength: 10, maxLength: 20}}}}
      responses: {"201": {description: Created}}
`,
  fix: "Correct the limits, the enum or the default, so that they agree.",
  source: "https://json-schema.org/draft/2020-12/json-schema-validation#section-6",
  *check(contract) {
    const { request, response } = reachedSchemas(contract);
    const schemas = new Set([...request, ...response].map(({ schema }) => schema));
    for (const operation of contract.api.operations) for (const { schema } of operation.parameters) schemas.add(schema);
    for (const schema of schemas) {
      const contradiction = contradictionOf(schema);
      if (contradiction !== undefined) yield { pointer: schema.pointer, message: `Nothing fulfils this schema: ${contradiction}.` };
    }
  },
};

function contradictionOf(schema: Schema): string | undefined {
  const pairs = [
    ["minimum", schema.minimum, "maximum", schema.maximum],
    ["minLength", schema.minLength, "maxLength", schema.maxLength],
    ["minItems", schema.minItems, "maxItems", schema.maxItems],
    ["minProperties", schema.minProperties, "maxProperties", schema.maxProperties],
  ] as const;
  for (const [low, min, high, max] of pairs) {
    if (min !== undefined && max !== undefined && min > max) return `its ${low} ${min} is above its ${high} ${max}`;
  }
  const { enum: values, types } = schema;
  if (values !== undefined && values.length === 0) return "its enum is empty";
  if (values !== undefined && types !== undefined && !values.some((value) => hasType(value, types))) {
    return `no value of its enum is of type ${[...types].join(" or ")}`;
  }
  return undefined;
}

function hasType(value: unknown, types: NonNullable<Schema["types"]>): boolean {
  if (value === null) return types.has("null");
  if (Array.isArray(value)) return types.has("array");
  if (typeof value === "number") return types.has("number") || (types.has("integer") && Number.isInteger(value));
  if (typeof value === "object") return types.has("object");
  return (typeof value === "string" && types.has("string")) || (typeof value === "boolean" && types.has("boolean"));
}
