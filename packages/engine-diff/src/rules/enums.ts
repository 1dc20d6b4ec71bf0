import type { Json } from "@surety/model/json";
import { jsonEqual, jsonKey } from "@surety/engine-schema/json-values";
import type { Flat } from "../flat.ts";
import { kindsOf } from "../schema-rule.ts";
import type { SchemaRule } from "../schema-rule.ts";

const withoutNull = (values: readonly Json[]): readonly Json[] => values.filter((value) => value !== null);

const SHOWN = 5;

function brief(values: readonly Json[]): string {
  const different = [...new Set(values.map(jsonKey))];
  const shown = different.slice(0, SHOWN).join(", ");
  return different.length > SHOWN ? `${shown} and ${different.length - SHOWN} more` : shown;
}

/** Listed values; `const` is a list of one. */
export const enumRule: SchemaRule = {
  name: "enum",
  noun: "the list of values",
  keywords: ["enum"],
  constraint: (flat) => (flat.enum === undefined ? null : { pointer: flat.schema.pointer, enum: [...withoutNull(flat.enum), null] }),
  describe: (flat) => (flat.enum === undefined ? "any value" : withoutNull(flat.enum).map(jsonKey).sort().join(", ")),
  sentence(base, revision) {
    const [before, after] = [base.enum, revision.enum];
    if (before === undefined || after === undefined)
      return before === undefined ? `is limited to ${brief(after ?? [])}` : `is no longer limited to ${brief(before)}`;
    const gone = before.filter((value) => value !== null && !after.some((other) => jsonEqual(value, other)));
    const fresh = after.filter((value) => value !== null && !before.some((other) => jsonEqual(value, other)));
    return (
      [...(gone.length > 0 ? [`loses ${brief(gone)}`] : []), ...(fresh.length > 0 ? [`gains ${brief(fresh)}`] : [])].join(" and ") ||
      "lists other values"
    );
  },
  kinds: kindsOf({ name: "enum", noun: "the list of values" }),
  level(base, revision, direction) {
    if (direction === "request" || base.enum === undefined || revision.enum === undefined) return "breaking";
    if (isExtensible(base) || isExtensible(revision)) return "safe";
    const grown = base.enum.some((value) => revision.enum?.some((other) => jsonEqual(value, other)));
    return grown ? "risky" : "breaking";
  },
};

function isExtensible(flat: Flat): boolean {
  return flat.nodes.some((part) => part.extensibleEnum !== undefined);
}
