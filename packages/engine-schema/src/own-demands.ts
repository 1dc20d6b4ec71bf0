import type { Schema } from "@surety/engine-spec/schema";
import type { Choice, Cover, Fact, Literal, Mode } from "./facts.ts";
import { FALSE, negate } from "./facts.ts";
import { isOpaqueNumberFormat, numberFormat } from "./formats.ts";
import type { ValueType } from "./json-values.ts";
import { byName, sortedNames } from "./by-name.ts";
import { compilePattern } from "./patterns.ts";
import { isNever, isStripped } from "./view.ts";
import type { View } from "./view.ts";

/** Under which circumstances literals are taken apart. */
export interface Setting {
  readonly type: ValueType;
  readonly view: View;
  /** Senders of a `oneOf` follow one arm; that no other arm holds as well is left to the confirmation. */
  readonly relaxed: boolean;
}

/** A schema under negation or a condition is read strictly: leniency must never turn into a refusal. */
export function strictMode(mode: Mode): Mode {
  return mode === "sender" ? "sender" : "plain";
}

export const valid = (schema: Schema, mode: Mode): Fact => ({ on: "literal", literal: { schema, positive: true, mode } });
export const either = (...choice: Choice): Fact => (choice.length === 0 ? FALSE : { on: "choice", choice });
export const invalid = (schema: Schema, mode: Mode): Fact => ({ on: "literal", literal: negate(schema, mode) });

export const onlyIntegers = (schema: Schema): boolean => schema.types?.has("integer") === true && !schema.types.has("number");

/** Keywords of the node itself, without those that apply another schema in place. */
export function ownDemands(schema: Schema, mode: Mode, setting: Setting): readonly Fact[] {
  const facts: Fact[] = [];
  for (const keyword of schema.unsupported ?? []) facts.push({ on: "unknown", reason: `"${keyword}" is not understood` });
  if (setting.type === "number") numberFacts(schema, setting, facts);
  else if (setting.type === "string") stringFacts(schema, setting, facts);
  else if (setting.type === "array") arrayFacts(schema, mode, facts);
  else if (setting.type === "object") objectFacts(schema, mode, setting, facts);
  return facts;
}

function numberFacts(schema: Schema, setting: Setting, facts: Fact[]): void {
  if (onlyIntegers(schema)) facts.push({ on: "integer", holds: true });
  if (schema.minimum !== undefined) facts.push({ on: "least", value: schema.minimum, exclusive: false });
  if (schema.exclusiveMinimum !== undefined) facts.push({ on: "least", value: schema.exclusiveMinimum, exclusive: true });
  if (schema.maximum !== undefined) facts.push({ on: "most", value: schema.maximum, exclusive: false });
  if (schema.exclusiveMaximum !== undefined) facts.push({ on: "most", value: schema.exclusiveMaximum, exclusive: true });
  if (schema.multipleOf !== undefined) facts.push({ on: "multiple", of: schema.multipleOf, holds: true });
  if (setting.view.assertFormats !== true || schema.format === undefined) return;
  if (isOpaqueNumberFormat(schema.format)) facts.push({ on: "format", text: schema.format, holds: true });
  const range = numberFormat(schema.format);
  if (range === undefined) return;
  facts.push(
    { on: "integer", holds: true },
    { on: "least", value: range.minimum, exclusive: false },
    { on: "most", value: range.maximum, exclusive: false },
  );
}

function stringFacts(schema: Schema, setting: Setting, facts: Fact[]): void {
  if (schema.minLength !== undefined) facts.push({ on: "minSize", size: schema.minLength });
  if (schema.maxLength !== undefined) facts.push({ on: "maxSize", size: schema.maxLength });
  if (schema.pattern !== undefined && compilePattern(schema.pattern) !== null)
    facts.push({ on: "pattern", text: schema.pattern, holds: true });
  if (setting.view.assertFormats === true && schema.format !== undefined) facts.push({ on: "format", text: schema.format, holds: true });
}

function arrayFacts(schema: Schema, mode: Mode, facts: Fact[]): void {
  if (schema.minItems !== undefined) facts.push({ on: "minSize", size: schema.minItems });
  if (schema.maxItems !== undefined) facts.push({ on: "maxSize", size: schema.maxItems });
  const prefix = schema.prefixItems ?? [];
  for (const [index, item] of prefix.entries()) facts.push({ on: "item", index, literal: { schema: item, positive: true, mode } });
  if (schema.items !== undefined) facts.push({ on: "items", from: prefix.length, literal: { schema: schema.items, positive: true, mode } });
  if (schema.uniqueItems === true) facts.push({ on: "unique", holds: true });
  if (schema.contains === undefined) return;
  const literal: Literal = { schema: schema.contains, positive: true, mode: strictMode(mode) };
  facts.push({ on: "contains", literal, minimum: schema.minContains ?? 1, maximum: schema.maxContains ?? Infinity });
}

/** Names that the node's own keywords speak about, as `additionalProperties` counts them. */
export function ownCover(schema: Schema): Cover {
  return { names: new Set(schema.properties?.keys()), patterns: [...(schema.patternProperties?.keys() ?? [])] };
}

/** `additionalProperties` as the mode reads it: undefined when it refuses nothing. */
export function restOf(schema: Schema | undefined, mode: Mode): Schema | undefined {
  return schema === undefined || (mode === "lenient" && isNever(schema)) ? undefined : schema;
}

function objectFacts(schema: Schema, mode: Mode, setting: Setting, facts: Fact[]): void {
  if (schema.minProperties !== undefined) facts.push({ on: "minSize", size: schema.minProperties });
  if (schema.maxProperties !== undefined) facts.push({ on: "maxSize", size: schema.maxProperties });
  const stripped = new Set<string>();
  for (const [name, declared] of byName(schema.properties)) {
    if (isStripped(declared, setting.view)) stripped.add(name);
    else facts.push({ on: "property", name, literal: { schema: declared, positive: true, mode } });
  }
  for (const name of sortedNames(schema.required)) if (!stripped.has(name)) facts.push({ on: "member", name, literals: [] });
  for (const [pattern, applied] of byName(schema.patternProperties))
    facts.push({ on: "matching", pattern, literal: { schema: applied, positive: true, mode } });
  const rest = restOf(schema.additionalProperties, mode);
  if (rest !== undefined) facts.push({ on: "others", cover: ownCover(schema), literal: { schema: rest, positive: true, mode } });
  if (schema.propertyNames !== undefined)
    facts.push({ on: "names", literal: { schema: schema.propertyNames, positive: true, mode: "plain" } });
  for (const [name, needed] of byName(schema.dependentRequired)) {
    facts.push(
      either(
        [{ on: "absent", name }],
        needed.map((other) => ({ on: "member", name: other, literals: [] })),
      ),
    );
  }
  if (mode !== "sender") return;
  const names = [...(schema.properties?.keys() ?? []), ...(schema.required ?? [])].filter((name) => !stripped.has(name));
  const written = [schema.additionalProperties, schema.unevaluatedProperties].some((other) => other !== undefined && !isNever(other));
  facts.push({ on: "declared", cover: { names: new Set(names), patterns: [...(schema.patternProperties?.keys() ?? [])] }, open: written });
}

/** Beyond so many alternatives, that exactly one holds is not looked at pair by pair: it stays open. */
export const MOST_ALTERNATIVES = 400;
export const TOO_MANY_ALTERNATIVES: Fact = { on: "unknown", reason: "too many alternatives of which exactly one may hold" };

export function exactlyOne(arms: readonly Schema[], mode: Mode, setting: Setting): Choice {
  const loose = mode === "lenient" || (mode === "sender" && setting.relaxed);
  if (!loose && arms.length > MOST_ALTERNATIVES) return arms.map((arm) => [valid(arm, mode), TOO_MANY_ALTERNATIVES]);
  return arms.map((arm, index) => {
    const others = loose ? [] : arms.filter((_, other) => other !== index).map((other) => invalid(other, "plain"));
    return [valid(arm, mode), ...others];
  });
}
