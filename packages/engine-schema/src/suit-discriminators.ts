import type { Schema } from "@surety/engine-spec/schema";
import { accepts } from "./evaluate.ts";
import type { Literal } from "./facts.ts";
import type { JsonObject } from "./json-values.ts";
import { toObject } from "./json-values.ts";
import type { View } from "./view.ts";

const DEEPEST = 8;

/** The object with its discriminating property naming the alternative that it is, where it says something else. */
export function suitDiscriminators(literals: readonly Literal[], value: JsonObject, view: View): JsonObject {
  let suited = value;
  for (const { schema, positive } of literals) if (positive) suited = suit(schema, suited, view, 0);
  return suited;
}

function suit(schema: Schema, value: JsonObject, view: View, depth: number): JsonObject {
  if (depth > DEEPEST) return value;
  let suited = value;
  if (schema.ref !== undefined) suited = suit(schema.ref, suited, view, depth + 1);
  for (const part of schema.allOf ?? []) suited = suit(part, suited, view, depth + 1);
  if (schema.discriminator === undefined) return suited;
  const { propertyName, mapping } = schema.discriminator;
  const current = suited[propertyName];
  if (typeof current !== "string") return suited;
  const known = mapping.get(current);
  if (known !== undefined && accepts(known, suited, view)) return suited;
  for (const [name, target] of mapping) {
    const candidate = toObject(Object.entries(suited).map(([key, old]) => [key, key === propertyName ? name : old]));
    if (target !== schema && accepts(target, candidate, view)) return candidate;
  }
  return suited;
}
