import { textOf } from "../functions/text-of.ts";
import type { Keyword } from "./check-run.ts";
import type { Members } from "./json-types.ts";
import { matcherOf } from "./matcher.ts";
import { NUMBER_FORMATS, STRING_FORMATS } from "./string-formats.ts";

/** Keywords of numbers. */
export function numberKeywords(schema: Members): Keyword<number>[] {
  const { maximum, minimum, exclusiveMaximum, exclusiveMinimum, multipleOf, format } = schema;
  const keywords: Keyword<number>[] = [];
  const limit = (keyword: string, symbol: string, bound: number, holds: (value: number) => boolean): void => {
    keywords.push((run, value) => holds(value) || run.fail(keyword, `must be ${symbol} ${textOf(bound)}`));
  };
  if (typeof maximum === "number") {
    if (exclusiveMaximum === true) limit("maximum", "<", maximum, (value) => value < maximum);
    else limit("maximum", "<=", maximum, (value) => value <= maximum);
  }
  if (typeof minimum === "number") {
    if (exclusiveMinimum === true) limit("minimum", ">", minimum, (value) => value > minimum);
    else limit("minimum", ">=", minimum, (value) => value >= minimum);
  }
  if (typeof exclusiveMaximum === "number") limit("exclusiveMaximum", "<", exclusiveMaximum, (value) => value < exclusiveMaximum);
  if (typeof exclusiveMinimum === "number") limit("exclusiveMinimum", ">", exclusiveMinimum, (value) => value > exclusiveMinimum);
  if (typeof multipleOf === "number")
    keywords.push((run, value) => isMultiple(value, multipleOf) || run.fail("multipleOf", `must be multiple of ${multipleOf}`));
  const check = typeof format === "string" ? NUMBER_FORMATS.get(format) : undefined;
  if (check !== undefined) keywords.push((run, value) => check(value) || run.fail("format", `must match format "${textOf(format)}"`));
  return keywords;
}

function isMultiple(value: number, divisor: number): boolean {
  const quotient = value / divisor;
  return Number.isInteger(quotient) || Math.abs(quotient - Math.round(quotient)) < 1e-9;
}

/** Keywords of texts. */
export function textKeywords(schema: Members): Keyword<string>[] {
  const { maxLength, minLength, pattern, format } = schema;
  const keywords: Keyword<string>[] = [];
  if (typeof maxLength === "number")
    keywords.push(
      (run, value) =>
        value.length <= maxLength ||
        lengthOf(value) <= maxLength ||
        run.fail("maxLength", `must NOT have more than ${maxLength} characters`),
    );
  if (typeof minLength === "number")
    keywords.push(
      (run, value) => lengthOf(value) >= minLength || run.fail("minLength", `must NOT have fewer than ${minLength} characters`),
    );
  if (typeof pattern === "string") {
    const matches = matcherOf(pattern);
    keywords.push((run, value) => matches(value) || run.fail("pattern", `must match pattern "${pattern}"`));
  }
  const check = typeof format === "string" ? STRING_FORMATS.get(format) : undefined;
  if (check !== undefined) keywords.push((run, value) => check(value) || run.fail("format", `must match format "${textOf(format)}"`));
  return keywords;
}

/** In characters, not in UTF-16 units. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
