import type { Schema } from "@surety/engine-spec/schema";

export interface Serialization {
  readonly style: string;
  readonly explode: boolean;
}

export type Shape = "scalar" | "array" | "object";

/** A parameter with an example value as it is written on the wire (OpenAPI 3.1, Parameter Object, style examples); a list has two items, if it may. */
export function serializeSchema(schema: Schema, name: string, { style, explode }: Serialization): string {
  const shape = shapeOf(schema);
  if (shape === "scalar" || (shape === "array" && holdsOne(schema)))
    return style === "matrix" ? `;${name}=1` : style === "label" ? ".1" : `${name}=1`;
  if (style === "deepObject") return `${name}[a]=1&${name}[b]=2`;
  if (shape === "array") {
    if (style === "matrix") return explode ? `;${name}=1;${name}=2` : `;${name}=1,2`;
    if (style === "label") return explode ? ".1.2" : ".1,2";
    return explode && style !== "simple" ? `${name}=1&${name}=2` : `${name}=1${separatorOf(style)}2`;
  }
  if (style === "matrix") return explode ? ";a=1;b=2" : `;${name}=a,1,b,2`;
  if (style === "label") return explode ? ".a=1.b=2" : ".a,1,b,2";
  const separator = separatorOf(style);
  return explode ? (style === "simple" ? "a=1,b=2" : "a=1&b=2") : `${name}=a${separator}1${separator}b${separator}2`;
}

/** Between the items of a list that is written as one text. */
export function separatorOf(style: string): string {
  return style === "spaceDelimited" ? "%20" : style === "pipeDelimited" ? "|" : style === "tabDelimited" ? "%09" : ",";
}

export function shapeOf(schema: Schema, depth = 0): Shape {
  if (schema.types?.has("array") === true) return "array";
  if (schema.types?.has("object") === true || schema.properties !== undefined) return "object";
  if (depth > 8) return "scalar";
  const inner = [schema.ref, ...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap((other) =>
    other === undefined ? [] : [shapeOf(other, depth + 1)],
  );
  return inner.find((shape) => shape !== "scalar") ?? "scalar";
}

const holdsOne = (schema: Schema): boolean => schema.maxItems !== undefined && schema.maxItems <= 1;

/** `array` or `scalar` when values are of that shape and no other. */
export function onlyShapeOf(schema: Schema): Shape | null {
  const { types } = schema.ref === undefined ? schema : schema.ref;
  if (types === undefined) return null;
  const shapes = new Set(
    [...types].filter((type) => type !== "null").map((type) => (type === "array" || type === "object" ? type : "scalar")),
  );
  const [only] = shapes;
  return shapes.size === 1 && only !== undefined ? only : null;
}

/** A lone value as it looks beside a list: on the wire, `a=1` is both, and an empty list is nothing. */
export function asListOfOne(schema: Schema, list: Schema): Schema {
  const least = list.minItems === undefined ? {} : { minItems: Math.min(1, list.minItems) };
  return { pointer: schema.pointer, types: new Set(["array"]), items: schema, ...least, maxItems: 1 };
}
