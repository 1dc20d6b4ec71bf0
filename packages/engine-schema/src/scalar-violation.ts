import type { Json } from "@surety/model/json";
import type { JsonType, Schema } from "@surety/engine-spec/schema";
import { isMultipleOf } from "./decimals.ts";
import { numberFormat, stringFormat } from "./formats.ts";
import { codePoints, jsonEqual, typeOfValue } from "./json-values.ts";
import { matchesPattern } from "./patterns.ts";
import type { View } from "./view.ts";

/** How values are judged; `doubt` says that what was met on the way could not be decided. */
export interface Judging {
  readonly view: View;
  readonly doubt: { met: boolean };
}

export interface Violation {
  readonly keyword: string;
  /** Predicate of a sentence about the value. */
  readonly message: string;
}

const fail = (keyword: string, message: string): Violation => ({ keyword, message });

function hasType(value: Json, types: ReadonlySet<JsonType>): boolean {
  const type = typeOfValue(value);
  return types.has(type) || (type === "number" && types.has("integer") && Number.isInteger(value));
}

/** What a value's type, list and limits have against it, without its parts. */
export function scalarViolation(schema: Schema, value: Json, judging: Judging): Violation | null {
  if (schema.types !== undefined && !hasType(value, schema.types)) {
    return fail("type", `is ${typeOfValue(value)}, not ${[...schema.types].join(" or ")}`);
  }
  if (schema.enum !== undefined && !schema.enum.some((item) => jsonEqual(item, value))) {
    return fail("enum", "is not one of the listed values");
  }
  if (typeof value === "number") return checkNumber(schema, value, judging.view);
  if (typeof value === "string") return checkString(schema, value, judging);
  return null;
}

function checkNumber(schema: Schema, value: number, view: View): Violation | null {
  if (schema.minimum !== undefined && value < schema.minimum) return fail("minimum", `is less than ${schema.minimum}`);
  if (schema.maximum !== undefined && value > schema.maximum) return fail("maximum", `is more than ${schema.maximum}`);
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum) {
    return fail("exclusiveMinimum", `is not more than ${schema.exclusiveMinimum}`);
  }
  if (schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum) {
    return fail("exclusiveMaximum", `is not less than ${schema.exclusiveMaximum}`);
  }
  if (schema.multipleOf !== undefined && !isMultipleOf(value, schema.multipleOf)) {
    return fail("multipleOf", `is not a multiple of ${schema.multipleOf}`);
  }
  const format = view.assertFormats === true && schema.format !== undefined ? numberFormat(schema.format) : undefined;
  if (format !== undefined && (!Number.isInteger(value) || value < format.minimum || value > format.maximum)) {
    return fail("format", `is not an ${schema.format}`);
  }
  return null;
}

function checkString(schema: Schema, value: string, { view, doubt }: Judging): Violation | null {
  if (schema.minLength !== undefined && codePoints(value) < schema.minLength) {
    return fail("minLength", `is shorter than ${schema.minLength}`);
  }
  if (schema.maxLength !== undefined && codePoints(value) > schema.maxLength) {
    return fail("maxLength", `is longer than ${schema.maxLength}`);
  }
  const matches = schema.pattern === undefined ? true : matchesPattern(value, schema.pattern);
  if (matches === false) return fail("pattern", `does not match ${schema.pattern}`);
  if (matches === null) doubt.met = true;
  const format = view.assertFormats === true && schema.format !== undefined ? stringFormat(schema.format) : undefined;
  return format === undefined || format.test(value) ? null : fail("format", `is not a ${schema.format}`);
}
