import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";
import { formatFaults } from "./format-faults.ts";
import { numberFormat, stringFormat } from "./formats.ts";
import { isJsonArray, isJsonObject, toObject, typeOfValue } from "./json-values.ts";
import { isNever, isStripped } from "./view.ts";
import type { View } from "./view.ts";

/** A keyword with a boundary. */
export type BoundaryKeyword = keyof Schema;

/** What to try at a place, for one constraint of one schema there. */
export interface Proposal {
  readonly keyword: BoundaryKeyword;
  /** What the value shows: `just below the minimum`. */
  readonly about: string;
  /** On which side of the constraint it is meant to be. */
  readonly side: "inside" | "outside";
  /** The value itself, or what is asked of it beside everything else that holds there. */
  readonly by: { readonly value: Json } | { readonly asked: Schema } | "refusal";
}

type Make = (keyword: BoundaryKeyword, side: Proposal["side"], about: string, by: Proposal["by"]) => Proposal;
const propose: Make = (keyword, side, about, by) => ({ keyword, side, about, by });
const synthetic = (keywords: Omit<Schema, "pointer">): { readonly asked: Schema } => ({ asked: { pointer: "", ...keywords } });
const exactly = (value: Json): { readonly value: Json } => ({ value });

const MOST_LISTED = 40;
const LONGEST_TEXT = 20_000;

/** What stands at a place now, and what is known of it. */
export interface Standing {
  readonly value: Json;
  readonly view: View;
  /** The least difference between numbers that matters there. */
  readonly step: number;
  /** Nothing was proposed for the schema yet. */
  readonly isFirst: boolean;
}

/** Values worth trying for each constraint that a schema writes itself. */
export function* proposeValues(schema: Schema, standing: Standing): Iterable<Proposal> {
  if (standing.isFirst && schema.types !== undefined) yield* forTypes(schema.types);
  if (standing.isFirst && schema.enum !== undefined) yield* forEnum(schema.enum, standing.value);
  const { value } = standing;
  if (typeof value === "number") yield* forNumber(schema, standing);
  else if (typeof value === "string") yield* forString(schema, standing.view);
  else if (isJsonArray(value)) yield* forArray(schema);
  else if (isJsonObject(value)) yield* forObject(schema, value, standing.view);
  if (!standing.isFirst) return;
  for (const keyword of ["anyOf", "oneOf", "not", "if"] as const)
    if (schema[keyword] !== undefined) yield propose(keyword, "outside", "matches what it must not, or nothing that it must", "refusal");
  yield* forOneOf(schema);
}

const OF_TYPES: readonly (readonly [string, Json])[] = [
  ["null", null],
  ["boolean", true],
  ["number", 1],
  ["number", 1.5],
  ["string", "text"],
  ["string", "1"],
  ["array", []],
  ["object", {}],
];

function* forTypes(types: NonNullable<Schema["types"]>): Iterable<Proposal> {
  for (const type of types) yield propose("types", "inside", `a value of type ${type}`, synthetic({ types: new Set([type]) }));
  for (const [type, value] of OF_TYPES) {
    const holds = [...types].some((known) => known === type || (known === "integer" && value === 1));
    if (!holds) yield propose("types", "outside", `${JSON.stringify(value)} instead of ${[...types].join(" or ")}`, exactly(value));
  }
}

function* forEnum(values: readonly Json[], value: Json): Iterable<Proposal> {
  for (const listed of values.slice(0, MOST_LISTED)) yield propose("enum", "inside", "a listed value", exactly(listed));
  const first = values.find((listed) => typeOfValue(listed) === typeOfValue(value)) ?? values[0] ?? null;
  if (typeof first === "string") {
    yield propose("enum", "outside", "a longer text than a listed one", exactly(`${first}x`));
    const other = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase();
    if (other !== first) yield propose("enum", "outside", "a listed text in another case", exactly(other));
  } else if (typeof first === "number") yield propose("enum", "outside", "a number beside a listed one", exactly(first + 1));
  yield propose("enum", "outside", "no listed value", "refusal");
}

function* forNumber(schema: Schema, { value, step }: Standing): Iterable<Proposal> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined) {
    yield propose("minimum", "inside", "the minimum", exactly(minimum));
    yield propose("minimum", "inside", "near the minimum", synthetic({ minimum, maximum: minimum + 2 * step }));
    yield propose("minimum", "outside", "just below the minimum", exactly(minus(minimum, step)));
  }
  if (maximum !== undefined) {
    yield propose("maximum", "inside", "the maximum", exactly(maximum));
    yield propose("maximum", "inside", "near the maximum", synthetic({ minimum: maximum - 2 * step, maximum }));
    yield propose("maximum", "outside", "just above the maximum", exactly(minus(maximum, -step)));
  }
  if (exclusiveMinimum !== undefined) {
    yield propose("exclusiveMinimum", "inside", "just above the excluded minimum", exactly(minus(exclusiveMinimum, -step)));
    yield propose("exclusiveMinimum", "outside", "the excluded minimum", exactly(exclusiveMinimum));
  }
  if (exclusiveMaximum !== undefined) {
    yield propose("exclusiveMaximum", "inside", "just below the excluded maximum", exactly(minus(exclusiveMaximum, step)));
    yield propose("exclusiveMaximum", "outside", "the excluded maximum", exactly(exclusiveMaximum));
  }
  if (multipleOf !== undefined) {
    for (const times of [1, 2, -1]) yield propose("multipleOf", "inside", `${times} times the factor`, exactly(multipleOf * times));
    yield propose("multipleOf", "outside", "between two multiples", exactly(minus(value as number, -multipleOf / 2)));
    yield propose("multipleOf", "outside", "no multiple", "refusal");
  }
  const range = schema.format === undefined ? undefined : numberFormat(schema.format);
  if (range === undefined) return;
  for (const bound of [range.minimum, range.maximum])
    if (Number.isSafeInteger(bound)) yield propose("format", "inside", `the limit of ${schema.format}`, exactly(bound));
  yield propose("format", "outside", `beyond ${schema.format}`, exactly(range.maximum * 2 + 2));
  yield propose("format", "outside", `below ${schema.format}`, exactly(range.minimum * 2 - 2));
  yield propose("format", "outside", "not a whole number", exactly(1.5));
}

/** Without the noise of binary fractions. */
function minus(value: number, step: number): number {
  return Number((value - step).toPrecision(15));
}

function* forString(schema: Schema, view: View): Iterable<Proposal> {
  const { minLength, maxLength, pattern, format } = schema;
  if (minLength !== undefined && minLength <= LONGEST_TEXT) {
    yield* ofLength("minLength", "inside", "as short as allowed", minLength);
    if (minLength > 0) yield* ofLength("minLength", "outside", "one character too short", minLength - 1);
  }
  if (maxLength !== undefined && maxLength <= LONGEST_TEXT) {
    yield* ofLength("maxLength", "inside", "as long as allowed", maxLength);
    yield* ofLength("maxLength", "outside", "one character too long", maxLength + 1);
  }
  if (pattern !== undefined) {
    yield propose("pattern", "inside", "matches the pattern", synthetic({ pattern }));
    yield propose("pattern", "outside", "does not match the pattern", "refusal");
  }
  const known = format === undefined || view.assertFormats !== true ? undefined : stringFormat(format);
  if (known === undefined || format === undefined) return;
  for (const sample of known.samples) yield propose("format", "inside", `a ${format}`, exactly(sample));
  for (const [fault, about] of formatFaults(format)) yield propose("format", "outside", about, exactly(fault));
}

function* ofLength(keyword: BoundaryKeyword, side: Proposal["side"], about: string, length: number): Iterable<Proposal> {
  yield propose(keyword, side, about, synthetic({ minLength: length, maxLength: length }));
  if (length > 0) yield propose(keyword, side, `${about}, in characters of two UTF-16 units`, exactly("😀".repeat(length)));
}

function* forArray(schema: Schema): Iterable<Proposal> {
  const { minItems, maxItems } = schema;
  const ofSize = (size: number): Proposal["by"] => synthetic({ minItems: size, maxItems: size });
  if (minItems !== undefined) {
    yield propose("minItems", "inside", "as few items as allowed", ofSize(minItems));
    if (minItems > 0) yield propose("minItems", "outside", "one item too few", ofSize(minItems - 1));
  }
  if (maxItems !== undefined) {
    yield propose("maxItems", "inside", "as many items as allowed", ofSize(maxItems));
    yield propose("maxItems", "outside", "one item too many", ofSize(maxItems + 1));
  }
  if (schema.uniqueItems === true) yield propose("uniqueItems", "outside", "an item twice", "refusal");
  for (const keyword of ["contains", "minContains", "maxContains", "unevaluatedItems"] as const)
    if (schema[keyword] !== undefined) yield propose(keyword, "outside", "items that it refuses", "refusal");
}

function* forObject(schema: Schema, value: { readonly [name: string]: Json }, view: View): Iterable<Proposal> {
  const { minProperties, maxProperties } = schema;
  const less = (name: string): { readonly value: Json } => exactly(toObject(Object.entries(value).filter(([key]) => key !== name)));
  const more = (name: string, added: Json): { readonly value: Json } => exactly(toObject([...Object.entries(value), [name, added]]));
  for (const name of schema.required ?? []) {
    const declared = schema.properties?.get(name);
    if (declared !== undefined && isStripped(declared, view)) continue;
    yield propose("required", "inside", `with "${name}"`, exactly(value));
    yield propose("required", "outside", `without "${name}"`, less(name));
  }
  for (const [name, declared] of schema.properties ?? []) {
    if (isNever(declared)) yield propose("properties", "outside", `with "${name}", which is not allowed`, more(name, 1));
    else if (schema.required?.has(name) !== true && !isStripped(declared, view)) {
      yield propose("properties", "inside", `without "${name}"`, less(name));
      yield propose("properties", "inside", `with "${name}"`, synthetic({ required: new Set([name]) }));
    }
  }
  const ofSize = (size: number): Proposal["by"] => synthetic({ minProperties: size, maxProperties: size });
  if (minProperties !== undefined) {
    yield propose("minProperties", "inside", "as few properties as allowed", ofSize(minProperties));
    if (minProperties > 0) yield propose("minProperties", "outside", "one property too few", ofSize(minProperties - 1));
  }
  if (maxProperties !== undefined) {
    yield propose("maxProperties", "inside", "as many properties as allowed", ofSize(maxProperties));
    yield propose("maxProperties", "outside", "one property too many", ofSize(maxProperties + 1));
  }
  for (const keyword of ["additionalProperties", "unevaluatedProperties"] as const) {
    const rest = schema[keyword];
    if (rest !== undefined && isNever(rest)) yield propose(keyword, "outside", "a property that is not declared", more("undeclared", "x"));
    else if (rest !== undefined) yield propose(keyword, "outside", "an undeclared property that it refuses", "refusal");
  }
  for (const keyword of ["propertyNames", "dependentRequired", "dependentSchemas", "patternProperties"] as const)
    if (schema[keyword] !== undefined) yield propose(keyword, "outside", "what it refuses", "refusal");
}

function* forOneOf({ oneOf = [] }: Schema): Iterable<Proposal> {
  for (const [index, left] of oneOf.slice(0, 6).entries())
    for (const right of oneOf.slice(index + 1, 6))
      yield propose("oneOf", "outside", "matches two alternatives", { asked: { pointer: "", allOf: [left, right] } });
}
