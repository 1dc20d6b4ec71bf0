import type { Schema } from "@surety/engine-spec/schema";
import { everySchema } from "../reached-schemas.ts";
import type { Rule } from "../rule.ts";

/** Longer ones are machine-made, and judging them takes long. */
const MAX_LENGTH = 2000;

export const patternsCompile: Rule = {
  name: "surety-patterns-compile",
  severity: "error",
  summary: "Patterns are regular expressions of ECMA-262, and none takes exponential time.",
  why: "JSON Schema patterns are JavaScript's. One in another dialect (`(?i)`, `\\A`, possessive quantifiers) is refused by validators, or silently never matches. One like `(a+)+$` lets thirty characters stop a server.",
  bad: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: string, maxLength: 99, pattern: "(?i)^[a-z]+$"}}}}
      responses: {"201": {description: Created}}
`,
  good: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: string, maxLength: 99, pattern: "^[A-Za-z]+$"}}}}
      responses: {"201": {description: Created}}
`,
  fix: "Write it in JavaScript's dialect: `[Aa]` for case, `^` and `$` for `\\A` and `\\Z`. Do not nest `+` or `*`, and limit the length first.",
  source: "https://json-schema.org/draft/2020-12/json-schema-core#section-6.4",
  *check(contract) {
    for (const schema of everySchema(contract)) {
      const fault = schema.pattern === undefined || schema.pattern.length > MAX_LENGTH ? undefined : faultOf(schema, schema.pattern);
      if (fault !== undefined) yield { pointer: schema.pointer, ...fault };
    }
  },
};

function faultOf(schema: Schema, pattern: string): { message: string; hint: string } | undefined {
  const shown = `\`${pattern.slice(0, 80)}\``;
  if (!compiles(pattern))
    return { message: `The pattern ${shown} is no regular expression of ECMA-262.`, hint: "Rewrite it in JavaScript's dialect." };
  if (isNested(pattern) && (schema.maxLength ?? Infinity) > 30)
    return {
      message: `The pattern ${shown} repeats a repetition: a short text can take exponential time.`,
      hint: "Take the inner `+` or `*` away, or set a `maxLength` of 30 or less.",
    };
  return undefined;
}

function compiles(pattern: string): boolean {
  for (const flags of ["u", ""]) {
    try {
      new RegExp(pattern, flags);
      return true;
    } catch {
      // The next flags are less strict.
    }
  }
  return false;
}

/** A group that is one unlimited repetition, itself repeated without limit: `(a+)+`, `([^,]*)*`. */
function isNested(pattern: string): boolean {
  return /\((?:\?:)?(?:\[(?:[^\]\\]|\\.)+\]|\\?[^()\\[\]|])[*+]\)[*+]/.test(pattern);
}
