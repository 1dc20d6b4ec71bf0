import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";
import { isJsonObject } from "./json-values.ts";
import type { BoundaryKeyword } from "./propose-values.ts";
import { isNever } from "./view.ts";

type Draft = { -readonly [Keyword in keyof Schema]: Schema[Keyword] };

/** Keywords that mean nothing alone, by the one that they belong to. */
const COMPANIONS: { readonly [keyword: string]: readonly BoundaryKeyword[] } = {
  if: ["then", "else"],
  contains: ["minContains", "maxContains"],
};
const NEIGHBOURS: { readonly [keyword: string]: readonly BoundaryKeyword[] } = {
  minContains: ["contains"],
  maxContains: ["contains"],
  items: ["prefixItems"],
};
const IN_PLACE: readonly BoundaryKeyword[] = ["ref", "allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas"];

/** The schema without one constraint. Of `required` and `properties` only what the value lacks, or has, is lifted. */
export function without(schema: Schema, keyword: BoundaryKeyword, value: Json): Schema {
  const copy: Draft = { ...schema };
  if (keyword === "required" && isJsonObject(value)) {
    copy.required = new Set([...(schema.required ?? [])].filter((name) => Object.hasOwn(value, name)));
    return copy;
  }
  if (keyword === "properties") {
    copy.properties = new Map(
      [...(schema.properties ?? [])].map(([name, child]) => [name, isNever(child) ? { pointer: child.pointer } : child]),
    );
    return copy;
  }
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties" || keyword === "unevaluatedItems") {
    copy[keyword] = { pointer: schema.pointer };
    return copy;
  }
  if (keyword === "minContains") {
    copy.minContains = 0;
    return copy;
  }
  delete copy[keyword];
  for (const companion of COMPANIONS[keyword] ?? []) delete copy[companion];
  return copy;
}

/** The constraint without the rest of its schema. */
export function alone(schema: Schema, keyword: BoundaryKeyword): Schema {
  const kept: Draft = { pointer: schema.pointer };
  for (const name of [keyword, ...(COMPANIONS[keyword] ?? []), ...(NEIGHBOURS[keyword] ?? [])]) copyKeyword(schema, kept, name);
  if (keyword === "additionalProperties") {
    const any: Schema = { pointer: schema.pointer };
    kept.properties = new Map([...(schema.properties?.keys() ?? [])].map((name) => [name, any]));
    kept.patternProperties = new Map([...(schema.patternProperties?.keys() ?? [])].map((name) => [name, any]));
  }
  if (keyword === "unevaluatedProperties" || keyword === "unevaluatedItems") return schema;
  if (keyword === "minContains") delete kept.maxContains;
  return kept;
}

function copyKeyword<Name extends keyof Draft>(from: Schema, to: Draft, name: Name): void {
  const value: Draft[Name] = from[name];
  if (value !== undefined) to[name] = value;
}

/** What a schema asks itself, without the schemas that it applies in place. */
export function ownOf(schema: Schema): Schema {
  const copy: Draft = { ...schema };
  for (const keyword of IN_PLACE) delete copy[keyword];
  return copy;
}
