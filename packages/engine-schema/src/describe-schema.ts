import type { Schema } from "@surety/engine-spec/schema";
import { jsonKey } from "./json-values.ts";
import { isPureReference } from "./view.ts";

/** One schema below another. Positions whose order means nothing have the same edge. */
export interface Child {
  readonly edge: string;
  readonly schema: Schema;
}

/** What a node says itself, in one order, and the schemas below it. */
export interface Description {
  readonly local: string;
  readonly children: readonly Child[];
  /** The target of a node that adds nothing to it. */
  readonly refersTo: Schema | null;
}

export function describeSchema(schema: Schema): Description {
  const says: string[] = [];
  const children: Child[] = [];
  for (const keyword of Object.keys(schema)) describeKeyword(schema, keyword, says, children);
  const local = `{${says.length > 1 ? says.sort().join(";") : (says[0] ?? "")}}`;
  return { local, children, refersTo: schema.ref !== undefined && isPureReference(schema) ? schema.ref : null };
}

function describeKeyword(schema: Schema, keyword: string, says: string[], children: Child[]): void {
  switch (keyword) {
    case "pointer":
    case "refText":
    case "title":
    case "description":
    case "examples":
      return;
    case "types":
      return list("types", schema.types, says);
    case "properties":
      return map("p", schema.properties, children);
    case "required":
      return schema.required?.size === 0 ? undefined : list("required", quoted(schema.required), says);
    case "ref":
      return one("ref", schema.ref, children);
    case "items":
      return one("i", schema.items, children);
    case "allOf":
      return all("A", schema.allOf, children);
    case "anyOf":
      return all("Y", schema.anyOf, children);
    case "oneOf":
      return all("O", schema.oneOf, children);
    case "enum":
      return list("enum", schema.enum?.map(jsonKey), says);
    case "additionalProperties":
      return one("a", schema.additionalProperties, children);
    case "patternProperties":
      return map("r", schema.patternProperties, children);
    case "prefixItems":
      for (const [index, item] of (schema.prefixItems ?? []).entries()) children.push({ edge: `x${index}=`, schema: item });
      says.push("prefix");
      return;
    case "discriminator":
      if (schema.discriminator === undefined) return;
      says.push(`discriminator${JSON.stringify(schema.discriminator.propertyName)}`);
      return map("D", schema.discriminator.mapping, children);
    case "dependentSchemas":
      return map("d", schema.dependentSchemas, children);
    case "dependentRequired":
      for (const [name, needed] of schema.dependentRequired ?? []) list(`needs${JSON.stringify(name)}`, quoted(needed), says);
      return;
    case "extensibleEnum":
      return list("extensible", schema.extensibleEnum?.map(jsonKey), says);
    case "unsupported":
      says.push(`unresolved${JSON.stringify(schema.ref === undefined ? (schema.refText ?? "") : "")}`);
      return list("unsupported", quoted(schema.unsupported), says);
    case "unsupportedText":
      if (schema.unsupportedText !== undefined) says.push(`says${JSON.stringify(schema.unsupportedText)}`);
      return;
    case "default":
      if (schema.default !== undefined) says.push(`default${jsonKey(schema.default)}`);
      return;
    case "sunset":
    case "stability": {
      const value = schema[keyword];
      if (value !== undefined) says.push(`${keyword}${jsonKey(value)}`);
      return;
    }
    case "contains":
    case "contentSchema":
    case "propertyNames":
    case "not":
    case "if":
    case "then":
    case "else":
    case "unevaluatedItems":
    case "unevaluatedProperties":
      return one(keyword, schema[keyword], children);
    case "never":
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
    case "multipleOf":
    case "minLength":
    case "maxLength":
    case "pattern":
    case "format":
    case "contentEncoding":
    case "contentMediaType":
    case "minContains":
    case "maxContains":
    case "minItems":
    case "maxItems":
    case "uniqueItems":
    case "minProperties":
    case "maxProperties":
    case "readOnly":
    case "writeOnly":
    case "deprecated": {
      const value = schema[keyword];
      if (value === 0 && LEAST_SIZES.has(keyword)) return;
      if (value !== undefined && value !== false) says.push(`${keyword}:${typeof value === "string" ? JSON.stringify(value) : value}`);
      return;
    }
    default:
      throw new Error(`The schema keyword "${keyword}" has no place in the comparison.`);
  }
}

/** Limits that ask for nothing at 0. */
const LEAST_SIZES: ReadonlySet<string> = new Set(["minLength", "minItems", "minProperties"]);

function one(edge: string, schema: Schema | undefined, children: Child[]): void {
  if (schema !== undefined) children.push({ edge, schema });
}

function all(edge: string, schemas: readonly Schema[] | undefined, children: Child[]): void {
  for (const schema of schemas ?? []) children.push({ edge, schema });
}

function map(edge: string, schemas: ReadonlyMap<string, Schema> | undefined, children: Child[]): void {
  for (const [name, schema] of schemas ?? []) children.push({ edge: `${edge}${name.length}:${name}=`, schema });
}

function list(keyword: string, items: Iterable<string> | undefined, says: string[]): void {
  if (items !== undefined) says.push(`${keyword}:${[...items].sort().join()}`);
}

function quoted(names: Iterable<string> | undefined): string[] | undefined {
  return names === undefined ? undefined : Array.from(names, (name) => JSON.stringify(name));
}
