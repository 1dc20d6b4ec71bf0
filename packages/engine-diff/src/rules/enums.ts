import type { Json } from "@surety/model/json";
import { jsonEqual, jsonKey } from "@surety/engine-schema/json-values";
import type { Flat } from "../flat.ts";
import { kindsOf } from "../schema-rule.ts";
import type { SchemaRule } from "../schema-rule.ts";

const withoutNull = (values: readonly Json[]): readonly Json[] => values.filter((value) => value !== null);

/** Listed values; `const` is a list of one. */
export const enumRule: SchemaRule = {
  name: "enum",
  noun: "the list of values",
  keywords: ["enum"],
  constraint: (flat) => (flat.enum === undefined ? null : { pointer: flat.schema.pointer, enum: [...withoutNull(flat.enum), null] }),
  describe: (flat) => (flat.enum === undefined ? "any value" : withoutNull(flat.enum).map(jsonKey).sort().join(", ")),
  kinds: kindsOf({ name: "enum", noun: "the list of values", narrow: "enum: [open, closed]", wide: "enum: [open, closed, archived]" }),
  level(base, revision, direction) {
    if (direction === "request" || base.enum === undefined || revision.enum === undefined) return "breaking";
    if (isExtensible(base) || isExtensible(revision)) return "safe";
    const grown = base.enum.some((value) => revision.enum?.some((other) => jsonEqual(value, other)));
    return grown ? "risky" : "breaking";
  },
};

function isExtensible(flat: Flat): boolean {
  return [flat.schema, ...flat.parts].some((part) => part.extensibleEnum !== undefined);
}
