import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";
import { accepts } from "./evaluate.ts";
import { isJsonObject } from "./json-values.ts";
import type { View } from "./view.ts";

/** A schema that holds for a value, and those that led to it in place, outermost first. */
export interface Applied {
  readonly schema: Schema;
  readonly via: readonly Schema[];
}

const MOST = 200;

/** All schemas that apply in place to a value that they accept: those referred to, all parts, the alternatives that hold. */
export function appliedSchemas(root: Schema, value: Json, view: View): readonly Applied[] {
  const seen = new Set<Schema>();
  const result: Applied[] = [];
  const visit = (schema: Schema, via: readonly Schema[]): void => {
    if (seen.has(schema) || result.length >= MOST) return;
    seen.add(schema);
    result.push({ schema, via });
    const inner = [...via, schema];
    const holding = (arms: readonly Schema[] | undefined): readonly Schema[] => (arms ?? []).filter((arm) => accepts(arm, value, view));
    const condition = schema.if === undefined ? undefined : accepts(schema.if, value, view) ? schema.then : schema.else;
    const dependent = isJsonObject(value) ? [...(schema.dependentSchemas ?? [])].filter(([name]) => Object.hasOwn(value, name)) : [];
    for (const part of [
      ...(schema.ref === undefined ? [] : [schema.ref]),
      ...(schema.allOf ?? []),
      ...holding(schema.anyOf),
      ...holding(schema.oneOf),
      ...(condition === undefined ? [] : [condition]),
      ...dependent.map(([, applied]) => applied),
    ])
      visit(part, inner);
  };
  visit(root, []);
  return result;
}
