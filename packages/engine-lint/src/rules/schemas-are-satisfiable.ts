import type { Schema } from "@surety/engine-spec/schema";
import { everySchema } from "../reached-schemas.ts";
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
    for (const schema of everySchema(contract)) {
      const contradiction = contradictionOf(schema);
      if (contradiction !== undefined) yield { pointer: schema.pointer, message: `Nothing fulfils this schema: ${contradiction}.` };
    }
  },
};

function contradictionOf(schema: Schema): string | undefined {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, minProperties, maxProperties, enum: values, types } = schema;
  if (isAbove(minimum, maximum)) return `its minimum ${minimum} is above its maximum ${maximum}`;
  if (isAbove(minLength, maxLength)) return `its minLength ${minLength} is above its maxLength ${maxLength}`;
  if (isAbove(minItems, maxItems)) return `its minItems ${minItems} is above its maxItems ${maxItems}`;
  if (isAbove(minProperties, maxProperties)) return `its minProperties ${minProperties} is above its maxProperties ${maxProperties}`;
  if (values !== undefined && values.length === 0) return "its enum is empty";
  if (values !== undefined && types !== undefined && !values.some((value) => hasType(value, types))) {
    return `no value of its enum is of type ${[...types].join(" or ")}`;
  }
  return undefined;
}

function isAbove(min: number | undefined, max: number | undefined): boolean {
  return min !== undefined && max !== undefined && min > max;
}

function hasType(value: unknown, types: NonNullable<Schema["types"]>): boolean {
  if (value === null) return types.has("null");
  if (Array.isArray(value)) return types.has("array");
  if (typeof value === "number") return types.has("number") || (types.has("integer") && Number.isInteger(value));
  if (typeof value === "object") return types.has("object");
  return (typeof value === "string" && types.has("string")) || (typeof value === "boolean" && types.has("boolean"));
}
