import type { Schema } from "@surety/engine-spec/schema";
import { isNever } from "@surety/engine-schema/view";
import { describeRest, sentenceOfRest } from "../describe-rest.ts";
import type { Flat } from "../flat.ts";
import { kindsOf } from "../schema-rule.ts";
import type { SchemaRule } from "../schema-rule.ts";

const ANYTHING: Schema = { pointer: "" };

function conjunction(flat: Flat, parts: readonly Schema[]): Schema | null {
  return parts.length === 0 ? null : { pointer: flat.schema.pointer, allOf: parts };
}

/** What each part asks of properties that it does not declare; names that either side declares are left out. */
export function restConstraint(flat: Flat, declared: Iterable<string>): Schema | null {
  return conjunction(
    flat,
    flat.parts.flatMap((part) => {
      if (part.additionalProperties === undefined) return [];
      const properties = new Map([...declared, ...(part.properties?.keys() ?? [])].map((name) => [name, ANYTHING]));
      const patternProperties = new Map([...(part.patternProperties?.keys() ?? [])].map((pattern) => [pattern, ANYTHING]));
      return [{ pointer: part.pointer, properties, patternProperties, additionalProperties: part.additionalProperties }];
    }),
  );
}

export const restsOf = (flat: Flat): readonly Schema[] => flat.parts.flatMap((part) => part.additionalProperties ?? []);

/** Undeclared properties allowed or refused; schemas on both sides are compared with each other. */
export const additionalPropertiesRule: SchemaRule = {
  name: "additional-properties",
  noun: "whether other properties are allowed",
  keywords: ["additionalProperties"],
  constraint: (flat, other) =>
    [...restsOf(flat), ...restsOf(other)].some(isNever)
      ? restConstraint(flat, [...flat.properties.keys(), ...other.properties.keys()])
      : null,
  describe: (flat) => (restsOf(flat).some(isNever) ? "refused" : "allowed"),
  sentence: (before, after) => sentenceOfRest("other properties", restsOf(before), restsOf(after)),
  kinds: kindsOf({
    name: "additional-properties",
    noun: "whether other properties are allowed",
  }),
};

export const patternPropertiesRule: SchemaRule = {
  name: "pattern-properties",
  noun: "the rule for properties whose names match a pattern",
  keywords: ["patternProperties"],
  constraint: (flat) =>
    conjunction(
      flat,
      flat.parts.flatMap((part) =>
        part.patternProperties === undefined ? [] : [{ pointer: part.pointer, patternProperties: part.patternProperties }],
      ),
    ),
  describe: (flat) =>
    flat.parts
      .flatMap((part) => [...(part.patternProperties?.keys() ?? [])])
      .sort()
      .join(", ") || "none",
  kinds: kindsOf({
    name: "pattern-properties",
    noun: "the rule for properties whose names match a pattern",
  }),
};

const namesOf = (flat: Flat): readonly Schema[] => flat.parts.flatMap((part) => part.propertyNames ?? []);

export const propertyNamesRule: SchemaRule = {
  name: "property-names",
  noun: "the schema of property names",
  keywords: ["propertyNames"],
  constraint: (flat) =>
    conjunction(
      flat,
      flat.parts.flatMap((part) =>
        part.propertyNames === undefined ? [] : [{ pointer: part.pointer, propertyNames: part.propertyNames }],
      ),
    ),
  describe: (flat) => describeRest(namesOf(flat)),
  sentence: (before, after) => sentenceOfRest("names of properties", namesOf(before), namesOf(after)),
  kinds: kindsOf({
    name: "property-names",
    noun: "the schema of property names",
  }),
};

export const dependentRule: SchemaRule = {
  name: "dependent",
  noun: "the list of properties that need others",
  keywords: ["dependentRequired", "dependentSchemas"],
  constraint: (flat) =>
    conjunction(
      flat,
      flat.parts.flatMap((part) => [
        ...(part.dependentRequired === undefined ? [] : [{ pointer: part.pointer, dependentRequired: part.dependentRequired }]),
        ...(part.dependentSchemas === undefined ? [] : [{ pointer: part.pointer, dependentSchemas: part.dependentSchemas }]),
      ]),
    ),
  describe: (flat) =>
    [
      ...flat.parts.flatMap((part) =>
        [...(part.dependentRequired ?? [])].map(([name, needed]) => `${name} needs ${[...needed].sort().join(" and ")}`),
      ),
      ...flat.parts.flatMap((part) => [...(part.dependentSchemas?.keys() ?? [])].map((name) => `${name} has a schema`)),
    ]
      .sort()
      .join(", ") || "none",
  kinds: kindsOf({
    name: "dependent",
    noun: "the list of properties that need others",
  }),
};

const furtherProperties = (flat: Flat): readonly Schema[] => flat.parts.flatMap((part) => part.unevaluatedProperties ?? []);

export const unevaluatedPropertiesRule: SchemaRule = {
  name: "unevaluated-properties",
  undeclared: true,
  noun: "the schema of further properties",
  keywords: ["unevaluatedProperties"],
  constraint: (flat) =>
    flat.parts.some((part) => part.unevaluatedProperties !== undefined)
      ? { pointer: flat.schema.pointer, if: { pointer: flat.schema.pointer, types: new Set(["object"]) }, then: flat.schema }
      : null,
  describe: (flat) => describeRest(furtherProperties(flat)),
  sentence: (before, after) => sentenceOfRest("further properties", furtherProperties(before), furtherProperties(after)),
  kinds: kindsOf({
    name: "unevaluated-properties",
    noun: "the schema of further properties",
  }),
};
