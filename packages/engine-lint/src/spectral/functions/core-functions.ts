import { z } from "zod";
import { type SafePattern, safePattern } from "../safe-pattern.ts";
import { checkOptions, noOptions } from "./options.ts";
import { printValue } from "./print-value.ts";
import type { FunctionOptions, FunctionResult, RuleFunction } from "./rule-function.ts";
import { schemaFunction } from "./schema-function.ts";
import { alphabetical } from "./alphabetical.ts";
import { casing } from "./casing.ts";
import { typedEnum } from "./typed-enum.ts";
import { unreferencedReusableObject } from "./unreferenced-reusable-object.ts";

const one = (message: string): FunctionResult[] => [{ message }];
const SUBJECT = '#{{print("property")}}';

const truthy: RuleFunction = {
  name: "truthy",
  check: noOptions("truthy"),
  run: (value) => (value ? undefined : one(`${SUBJECT}must be truthy`)),
};

const falsy: RuleFunction = {
  name: "falsy",
  check: noOptions("falsy"),
  run: (value) => (value ? one(`${SUBJECT}must be falsy`) : undefined),
};

const defined: RuleFunction = {
  name: "defined",
  check: noOptions("defined"),
  run: (value) => (value === undefined ? one(`${SUBJECT}must be defined`) : undefined),
};

const isUndefined: RuleFunction = {
  name: "undefined",
  check: noOptions("undefined"),
  run: (value) => (value === undefined ? undefined : one(`${SUBJECT}must be undefined`)),
};

const enumeration: RuleFunction = {
  name: "enumeration",
  check: checkOptions(
    "enumeration",
    z.strictObject({ values: z.array(z.union([z.string(), z.number(), z.null(), z.boolean()])) }),
    '{ "values": ["Berlin", "London"] }',
  ),
  run(value, options) {
    const values = Array.isArray(options["values"]) ? options["values"] : [];
    if (typeof value === "object" ? value !== null : value === undefined) return undefined;
    if (values.includes(value)) return undefined;
    return one(`#{{print("value")}} must be equal to one of the allowed values: ${values.map(printValue).join(", ")}`);
  },
};

const length: RuleFunction = {
  name: "length",
  check: checkOptions(
    "length",
    z
      .strictObject({ min: z.number().optional(), max: z.number().optional() })
      .refine((options) => Object.keys(options).length > 0, "needs `min` or `max`"),
    '{ "min": 2, "max": 10 }',
  ),
  run(value, { min, max }) {
    const size = sizeOf(value);
    if (size === undefined) return undefined;
    const results: FunctionResult[] = [];
    if (typeof min === "number" && size < min) results.push({ message: `${SUBJECT}must be longer than ${min}` });
    if (typeof max === "number" && size > max) results.push({ message: `${SUBJECT}must be shorter than ${max}` });
    return results;
  },
};

function sizeOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : undefined;
}

const isRegex = z.custom<RegExp>((value) => value instanceof RegExp);
const PatternOptions = z
  .strictObject({ match: z.union([z.string(), isRegex]).optional(), notMatch: z.union([z.string(), isRegex]).optional() })
  .refine((options) => Object.keys(options).length > 0, "needs `match` or `notMatch`");

/** Means itself as a pattern, and can be looked for in the source of a document. */
const LITERAL = /^[\w<>=:;,@%&!~#-]+$/;

const pattern: RuleFunction = {
  name: "pattern",
  check(options) {
    const fault = checkOptions("pattern", PatternOptions, '{ "match": "^[a-z]+$" }')(options);
    if (fault !== undefined || typeof options !== "object" || options === null) return fault;
    for (const [key, text] of Object.entries(options)) {
      try {
        safePattern(...patternOf(text));
      } catch (error) {
        return `"pattern" function and its "${key}" option: ${error instanceof Error ? error.message : String(error)}`;
      }
    }
    return undefined;
  },
  needs({ match, notMatch }) {
    return match === undefined && typeof notMatch === "string" && LITERAL.test(notMatch) ? notMatch : undefined;
  },
  run(value, options) {
    if (typeof value !== "string") return undefined;
    const { match, notMatch } = patternsOf(options);
    const results: FunctionResult[] = [];
    if (match !== undefined && !match.test(value))
      results.push({ message: `#{{print("value")}} must match the pattern ${printPattern(options["match"])}` });
    if (notMatch?.test(value) === true)
      results.push({ message: `#{{print("value")}} must not match the pattern ${printPattern(options["notMatch"])}` });
    return results.length === 0 ? undefined : results;
  },
};

interface Patterns {
  readonly match: SafePattern | undefined;
  readonly notMatch: SafePattern | undefined;
}

const compiled = new WeakMap<FunctionOptions, Patterns>();

/** Compiled once for all values that a rule looks at. */
function patternsOf(options: FunctionOptions): Patterns {
  let patterns = compiled.get(options);
  if (patterns === undefined) {
    const [match, notMatch] = [options["match"], options["notMatch"]].map((text) =>
      text === undefined ? undefined : safePattern(...patternOf(text)),
    );
    compiled.set(options, (patterns = { match, notMatch }));
  }
  return patterns;
}

/** `/source/flags`, or a source alone. */
function patternOf(text: unknown): [source: string, flags: string] {
  if (text instanceof RegExp) return [text.source, text.flags];
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(String(text)) ?? [];
  return source === undefined ? [String(text), ""] : [source, flags ?? ""];
}

function printPattern(text: unknown): string {
  return text instanceof RegExp ? text.source : printValue(text);
}

const Properties = z.strictObject({ properties: z.array(z.string()).min(2) });
const propertiesOf = (options: Readonly<Record<string, unknown>>): string[] =>
  Array.isArray(options["properties"]) ? options["properties"].map(String) : [];

function present(value: unknown, properties: readonly string[]): string[] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.keys(value).filter((name) => properties.includes(name));
}

function named(properties: readonly string[], end: string): string {
  if (properties.length <= 4) return `"${properties.join('" or "')}" ${end}`;
  return `"${properties.slice(0, 3).join('" or "')}" or ${properties.length - 3} other properties ${end}`;
}

const or: RuleFunction = {
  name: "or",
  check: checkOptions("or", Properties, '{ "properties": ["default", "example"] }'),
  run(value, options) {
    const properties = propertiesOf(options);
    return present(value, properties)?.length === 0 ? one(`At least one of ${named(properties, "must be defined")}`) : undefined;
  },
};

const xor: RuleFunction = {
  name: "xor",
  check: checkOptions("xor", Properties, '{ "properties": ["example", "examples"] }'),
  run(value, options) {
    const properties = propertiesOf(options);
    const found = present(value, properties);
    if (found === undefined || found.length === 1) return undefined;
    if (found.length === 0) return one(`At least one of ${named(properties, "must be defined")}`);
    return one(`Just one of "${found.join('" and "')}" must be defined`);
  },
};

/** The functions that every ruleset may use. */
export const coreFunctions: readonly RuleFunction[] = [
  alphabetical,
  casing,
  defined,
  enumeration,
  falsy,
  length,
  or,
  pattern,
  schemaFunction,
  truthy,
  typedEnum,
  isUndefined,
  unreferencedReusableObject,
  xor,
];
