import type { Flat } from "../flat.ts";
import { kindsOf } from "../schema-rule.ts";
import type { SchemaRule } from "../schema-rule.ts";

/** Alternatives as a whole, when they cannot be compared one by one. */
export const unionRule: SchemaRule = {
  name: "union",
  noun: "the set of alternatives",
  keywords: ["oneOf", "anyOf"],
  constraint: (flat: Flat) =>
    flat.unions.length === 0
      ? null
      : {
          pointer: flat.schema.pointer,
          allOf: flat.unions.map(({ oneOf, arms }) =>
            oneOf ? { pointer: flat.schema.pointer, oneOf: arms } : { pointer: flat.schema.pointer, anyOf: arms },
          ),
        },
  describe: (flat) =>
    flat.unions.map(({ oneOf, arms }) => `${arms.length} alternatives (${oneOf ? "oneOf" : "anyOf"})`).join(" and ") || "one form",
  kinds: kindsOf({ name: "union", noun: "the set of alternatives" }),
};
