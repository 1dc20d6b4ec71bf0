import type { Schema } from "@surety/engine-spec/schema";
import { branchesOf } from "./branches.ts";
import type { Fact, Literal, Mode } from "./facts.ts";
import { FALSE, negate, NO_COVER } from "./facts.ts";
import { isOpaqueNumberFormat, numberFormat, stringFormat } from "./formats.ts";
import { typeOfValue } from "./json-values.ts";
import type { ValueType } from "./json-values.ts";
import {
  either,
  exactlyOne,
  invalid,
  MOST_ALTERNATIVES,
  TOO_MANY_ALTERNATIVES,
  onlyIntegers,
  ownCover,
  ownDemands,
  restOf,
  strictMode,
  valid,
} from "./own-demands.ts";
import type { Setting } from "./own-demands.ts";
import { byName, sortedNames } from "./by-name.ts";
import { compilePattern } from "./patterns.ts";
import { isStripped } from "./view.ts";

const TOO_MANY_WAYS: Fact = { on: "unknown", reason: "too many ways to evaluate the properties or items" };

/** What a literal asks of a value of the given type, one level deep: facts that hold together. */
export function demandsOf(literal: Literal, setting: Setting): readonly Fact[] {
  return literal.positive ? demandsOfValid(literal.schema, literal.mode, setting) : demandsOfInvalid(literal.schema, literal.mode, setting);
}

function allows(schema: Schema, type: ValueType): boolean {
  return schema.types === undefined || schema.types.has(type) || (type === "number" && schema.types.has("integer"));
}

function demandsOfValid(schema: Schema, mode: Mode, setting: Setting): readonly Fact[] {
  if (schema.never === true || !allows(schema, setting.type)) return [FALSE];
  if (tracksUnevaluated(schema, mode, setting)) return [validWithUnevaluated(schema, mode, setting)];
  return [...ownDemands(schema, mode, setting), ...inPlaceDemands(schema, mode, setting)];
}

/** Keywords that apply other schemas to the same value. */
function inPlaceDemands(schema: Schema, mode: Mode, setting: Setting): readonly Fact[] {
  const facts: Fact[] = [];
  if (schema.ref !== undefined) facts.push(valid(schema.ref, mode));
  for (const part of schema.allOf ?? []) facts.push(valid(part, mode));
  if (schema.anyOf !== undefined) facts.push(either(...schema.anyOf.map((arm) => [valid(arm, mode)])));
  if (schema.oneOf !== undefined) facts.push(either(...exactlyOne(schema.oneOf, mode, setting)));
  if (schema.not !== undefined) facts.push(invalid(schema.not, "plain"));
  if (schema.if !== undefined && (schema.then !== undefined || schema.else !== undefined)) {
    const then = schema.then === undefined ? [] : [valid(schema.then, mode)];
    const otherwise = schema.else === undefined ? [] : [valid(schema.else, mode)];
    facts.push(either([valid(schema.if, strictMode(mode)), ...then], [invalid(schema.if, "plain"), ...otherwise]));
  }
  if (setting.type === "object") {
    for (const [name, applied] of byName(schema.dependentSchemas)) facts.push(either([{ on: "absent", name }], [valid(applied, mode)]));
  }
  return facts;
}

function tracksUnevaluated(schema: Schema, mode: Mode, setting: Setting): boolean {
  if (setting.type === "array") return schema.unevaluatedItems !== undefined;
  return setting.type === "object" && restOf(schema.unevaluatedProperties, mode) !== undefined;
}

function validWithUnevaluated(schema: Schema, mode: Mode, setting: Setting): Fact {
  const branches = branchesOf(schema, mode, setting);
  if (branches === null) return TOO_MANY_WAYS;
  const choice = branches.map((branch): Fact[] => {
    const rest = setting.type === "array" ? schema.unevaluatedItems : schema.unevaluatedProperties;
    if (rest === undefined || branch.all) return [...branch.facts];
    const literal: Literal = { schema: branch.withContains(rest), positive: true, mode };
    if (setting.type === "array") return [...branch.facts, { on: "items", from: branch.items, literal }];
    return [...branch.facts, { on: "others", cover: branch.cover, literal: { schema: rest, positive: true, mode } }];
  });
  return either(...choice);
}

/** A value is invalid when at least one keyword refuses it. */
function demandsOfInvalid(schema: Schema, mode: Mode, setting: Setting): readonly Fact[] {
  if (schema.never === true || !allows(schema, setting.type)) return [];
  const choice: Fact[][] = [];
  for (const keyword of schema.unsupported ?? []) choice.push([{ on: "unknown", reason: `"${keyword}" is not understood` }]);
  if (schema.enum !== undefined) {
    const values = schema.enum.filter((item) => typeOfValue(item) === setting.type);
    if (values.length === 0) return [];
    choice.push([{ on: "excluded", values }]);
  }
  if (setting.type === "number") violateNumber(schema, setting, choice);
  else if (setting.type === "string") violateString(schema, setting, choice);
  else if (setting.type === "array") violateArray(schema, mode, choice);
  else if (setting.type === "object") violateObject(schema, mode, setting, choice);
  violateInPlace(schema, mode, setting, choice);
  if (tracksUnevaluated(schema, mode, setting)) violateUnevaluated(schema, mode, setting, choice);
  return choice.length === 1 ? (choice[0] ?? []) : [either(...choice)];
}

function violateNumber(schema: Schema, setting: Setting, choice: Fact[][]): void {
  if (onlyIntegers(schema)) choice.push([{ on: "integer", holds: false }]);
  if (schema.minimum !== undefined) choice.push([{ on: "most", value: schema.minimum, exclusive: true }]);
  if (schema.exclusiveMinimum !== undefined) choice.push([{ on: "most", value: schema.exclusiveMinimum, exclusive: false }]);
  if (schema.maximum !== undefined) choice.push([{ on: "least", value: schema.maximum, exclusive: true }]);
  if (schema.exclusiveMaximum !== undefined) choice.push([{ on: "least", value: schema.exclusiveMaximum, exclusive: false }]);
  if (schema.multipleOf !== undefined) choice.push([{ on: "multiple", of: schema.multipleOf, holds: false }]);
  if (setting.view.assertFormats !== true || schema.format === undefined) return;
  if (isOpaqueNumberFormat(schema.format)) choice.push([{ on: "format", text: schema.format, holds: false }]);
  const range = numberFormat(schema.format);
  if (range === undefined) return;
  choice.push(
    [{ on: "least", value: range.maximum, exclusive: true }],
    [{ on: "most", value: range.minimum, exclusive: true }],
    [{ on: "integer", holds: false }],
  );
}

function violateString(schema: Schema, setting: Setting, choice: Fact[][]): void {
  if (schema.minLength !== undefined) choice.push([{ on: "maxSize", size: schema.minLength - 1 }]);
  if (schema.maxLength !== undefined) choice.push([{ on: "minSize", size: schema.maxLength + 1 }]);
  if (schema.pattern !== undefined) {
    choice.push([
      compilePattern(schema.pattern) === null
        ? { on: "unknown", reason: `the pattern ${schema.pattern} is not a regular expression` }
        : { on: "pattern", text: schema.pattern, holds: false },
    ]);
  }
  if (setting.view.assertFormats !== true || schema.format === undefined) return;
  if (stringFormat(schema.format) !== undefined || numberFormat(schema.format) === undefined)
    choice.push([{ on: "format", text: schema.format, holds: false }]);
}

function violateArray(schema: Schema, mode: Mode, choice: Fact[][]): void {
  if (schema.minItems !== undefined) choice.push([{ on: "maxSize", size: schema.minItems - 1 }]);
  if (schema.maxItems !== undefined) choice.push([{ on: "minSize", size: schema.maxItems + 1 }]);
  const prefix = schema.prefixItems ?? [];
  for (const [index, item] of prefix.entries()) choice.push([{ on: "itemAt", index, literals: [negate(item, mode)] }]);
  if (schema.items !== undefined) choice.push([{ on: "someItem", from: prefix.length, literals: [negate(schema.items, mode)] }]);
  if (schema.uniqueItems === true) choice.push([{ on: "unique", holds: false }]);
  if (schema.contains === undefined) return;
  const minimum = schema.minContains ?? 1;
  const literal: Literal = { schema: schema.contains, positive: true, mode: "plain" };
  if (minimum > 0) choice.push([{ on: "contains", literal, minimum: 0, maximum: minimum - 1 }]);
  if (schema.maxContains !== undefined) choice.push([{ on: "contains", literal, minimum: schema.maxContains + 1, maximum: Infinity }]);
}

function violateObject(schema: Schema, mode: Mode, setting: Setting, choice: Fact[][]): void {
  const stripped = new Set<string>();
  for (const [name, declared] of byName(schema.properties)) if (isStripped(declared, setting.view)) stripped.add(name);
  for (const name of sortedNames(schema.required)) if (!stripped.has(name)) choice.push([{ on: "absent", name }]);
  for (const [name, declared] of byName(schema.properties))
    if (!stripped.has(name)) choice.push([{ on: "member", name, literals: [negate(declared, mode)] }]);
  if (schema.minProperties !== undefined) choice.push([{ on: "maxSize", size: schema.minProperties - 1 }]);
  if (schema.maxProperties !== undefined) choice.push([{ on: "minSize", size: schema.maxProperties + 1 }]);
  for (const [pattern, applied] of byName(schema.patternProperties)) {
    choice.push([{ on: "someMember", name: { matches: [pattern], outside: NO_COVER, literals: [] }, literals: [negate(applied, mode)] }]);
  }
  const rest = restOf(schema.additionalProperties, mode);
  if (rest !== undefined)
    choice.push([{ on: "someMember", name: { matches: [], outside: ownCover(schema), literals: [] }, literals: [negate(rest, mode)] }]);
  if (schema.propertyNames !== undefined) {
    choice.push([
      { on: "someMember", name: { matches: [], outside: NO_COVER, literals: [negate(schema.propertyNames, "plain")] }, literals: [] },
    ]);
  }
  for (const [name, needed] of byName(schema.dependentRequired)) {
    for (const other of needed)
      choice.push([
        { on: "member", name, literals: [] },
        { on: "absent", name: other },
      ]);
  }
}

function violateInPlace(schema: Schema, mode: Mode, setting: Setting, choice: Fact[][]): void {
  if (schema.ref !== undefined) choice.push([invalid(schema.ref, mode)]);
  for (const part of schema.allOf ?? []) choice.push([invalid(part, mode)]);
  if (schema.anyOf !== undefined) choice.push(schema.anyOf.map((arm) => invalid(arm, mode)));
  if (schema.oneOf !== undefined) {
    choice.push(schema.oneOf.map((arm) => invalid(arm, mode)));
    if (mode !== "lenient" && schema.oneOf.length > MOST_ALTERNATIVES) choice.push([TOO_MANY_ALTERNATIVES]);
    else if (mode !== "lenient") choice.push(...pairs(schema.oneOf).map(([left, right]) => [valid(left, "plain"), valid(right, "plain")]));
  }
  if (schema.not !== undefined) choice.push([valid(schema.not, "plain")]);
  if (schema.if !== undefined) {
    if (schema.then !== undefined) choice.push([valid(schema.if, "plain"), invalid(schema.then, mode)]);
    if (schema.else !== undefined) choice.push([invalid(schema.if, "plain"), invalid(schema.else, mode)]);
  }
  if (setting.type !== "object") return;
  for (const [name, applied] of byName(schema.dependentSchemas))
    choice.push([{ on: "member", name, literals: [] }, invalid(applied, mode)]);
}

function pairs(arms: readonly Schema[]): (readonly [Schema, Schema])[] {
  return arms.flatMap((left, index) => arms.slice(index + 1).map((right): [Schema, Schema] => [left, right]));
}

function violateUnevaluated(schema: Schema, mode: Mode, setting: Setting, choice: Fact[][]): void {
  const rest = setting.type === "array" ? schema.unevaluatedItems : schema.unevaluatedProperties;
  const branches = branchesOf(schema, mode === "lenient" ? "lenient" : "plain", setting);
  if (rest === undefined) return;
  if (branches === null) {
    choice.push([TOO_MANY_WAYS]);
    return;
  }
  for (const branch of branches) {
    if (branch.all) continue;
    const literals = [negate(rest, mode), ...branch.contains.map((other) => negate(other, "plain"))];
    choice.push([
      ...branch.facts,
      setting.type === "array"
        ? { on: "someItem", from: branch.items, literals }
        : { on: "someMember", name: { matches: [], outside: branch.cover, literals: [] }, literals: [negate(rest, mode)] },
    ]);
  }
}
