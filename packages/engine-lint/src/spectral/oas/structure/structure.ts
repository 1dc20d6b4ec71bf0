/** A JSON Schema that our own interpreter reads: schemas refer to each other directly, so it may be a cyclic graph. */
export type Structure = boolean | { [keyword: string]: unknown };
export type Shapes = Readonly<Record<string, Structure>>;

export const text: Structure = { type: "string" };
export const flag: Structure = { type: "boolean" };
export const integer: Structure = { type: "integer", minimum: 0 };
export const uriReference: Structure = { type: "string", format: "uri-reference" };
export const uri: Structure = { type: "string", format: "uri" };
export const email: Structure = { type: "string", format: "email" };

export const listOf = (items: Structure, more: object = {}): Structure => ({ type: "array", items, ...more });
export const mapOf = (values: Structure, more: object = {}): Structure => ({ type: "object", additionalProperties: values, ...more });
export const oneOfTexts = (...values: string[]): Structure => ({ enum: values });

export interface Members {
  readonly required?: readonly string[];
  readonly patterns?: Shapes;
  readonly more?: object;
}

/** An object with these members and extensions, and no others: a wrong name is reported at its place. */
export function closedObject(properties: Shapes, { required, patterns = {}, more = {} }: Members = {}): Structure {
  return {
    type: "object",
    ...(required === undefined ? {} : { required }),
    properties,
    patternProperties: { ...patterns, "^x-": true },
    additionalProperties: false,
    ...more,
  };
}

/** The same for OpenAPI 3.1 and later, where other keywords may add members: a wrong name is reported at the object. */
export function unevaluatedObject(properties: Shapes, { required, patterns = {}, more = {} }: Members = {}): Structure {
  return {
    type: "object",
    properties,
    ...(required === undefined ? {} : { required }),
    patternProperties: { ...patterns, "^x-": true },
    unevaluatedProperties: false,
    ...more,
  };
}

/** What an object is when a member has a value. */
export function when(member: string, value: string, then: Structure, otherwise?: Structure): Structure {
  return {
    if: { type: "object", properties: { [member]: { const: value } }, required: [member] },
    then,
    ...(otherwise === undefined ? {} : { else: otherwise }),
  };
}

/** A reference, or the object itself. */
export function orReference(structure: Structure, reference: Structure): Structure {
  return { if: { type: "object", required: ["$ref"] }, then: reference, else: structure };
}
