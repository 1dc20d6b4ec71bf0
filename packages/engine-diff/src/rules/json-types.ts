import type { JsonType } from "@surety/engine-spec/schema";
import type { Flat } from "../flat.ts";
import { takesNull } from "../flat.ts";
import { kindsOf } from "../schema-rule.ts";
import type { SchemaRule } from "../schema-rule.ts";

const listed = (types: ReadonlySet<JsonType> | undefined): string =>
  types === undefined
    ? "any type"
    : [...types]
        .filter((type) => type !== "null")
        .sort()
        .join(" or ") || "nothing but null";

/** Types apart from null, which has a rule of its own. */
export const typeRule: SchemaRule = {
  name: "type",
  noun: "the type",
  keywords: ["types"],
  constraint: (flat) =>
    flat.types === undefined ? null : { pointer: flat.schema.pointer, types: new Set<JsonType>([...flat.types, "null"]) },
  describe: (flat) => listed(flat.types),
  sentence: (base, revision) => `has another type: ${listed(base.types)} → ${listed(revision.types)}`,
  kinds: kindsOf({ name: "type", noun: "the type" }),
};

export const nullRule: SchemaRule = {
  name: "null",
  noun: "whether null is allowed",
  keywords: ["types", "enum"],
  constraint: (flat: Flat) =>
    takesNull(flat) ? null : { pointer: flat.schema.pointer, not: { pointer: "", types: new Set<JsonType>(["null"]) } },
  describe: (flat) => (takesNull(flat) ? "null is allowed" : "null is not allowed"),
  sentence: (_base, revision) => (takesNull(revision) ? "may be null from now on" : "may no longer be null"),
  kinds: kindsOf({ name: "null", noun: "whether null is allowed" }),
};
