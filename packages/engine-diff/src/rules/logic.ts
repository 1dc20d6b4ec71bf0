import { counted } from "../counted.ts";
import type { Schema } from "@surety/engine-spec/schema";
import type { Flat } from "../flat.ts";
import { kindsOf } from "../schema-rule.ts";
import type { SchemaRule } from "../schema-rule.ts";

function conjunction(flat: Flat, parts: readonly Schema[]): Schema | null {
  return parts.length === 0 ? null : { pointer: flat.schema.pointer, allOf: parts };
}

export const notRule: SchemaRule = {
  name: "not",
  noun: "what is excluded",
  keywords: ["not"],
  constraint: (flat) =>
    conjunction(
      flat,
      flat.parts.flatMap((part) => (part.not === undefined ? [] : [{ pointer: part.pointer, not: part.not }])),
    ),
  describe: (flat) => counted(flat.parts.filter((part) => part.not !== undefined).length, "exclusion"),
  kinds: kindsOf({ name: "not", noun: "what is excluded" }),
};

export const conditionRule: SchemaRule = {
  name: "condition",
  noun: "the condition",
  keywords: ["if", "then", "else"],
  constraint: (flat) =>
    conjunction(
      flat,
      flat.parts.flatMap((part) =>
        // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
        part.if === undefined
          ? []
          : [
              {
                pointer: part.pointer,
                if: part.if,
                ...(part.then === undefined ? {} : { then: part.then }),
                ...(part.else === undefined ? {} : { else: part.else }),
              },
            ],
      ),
    ),
  describe: (flat) => counted(flat.parts.filter((part) => part.if !== undefined).length, "condition"),
  kinds: kindsOf({
    name: "condition",
    noun: "the condition",
  }),
};

/** Keywords that are not understood: a change of them cannot be decided. */
export const unknownKeywordRule: SchemaRule = {
  name: "unknown-keyword",
  noun: "a keyword that Surety does not understand",
  keywords: ["unsupported"],
  constraint: (flat) =>
    conjunction(
      flat,
      flat.parts.flatMap((part) => (part.unsupported === undefined ? [] : [{ pointer: part.pointer, unsupported: part.unsupported }])),
    ),
  describe: (flat) =>
    flat.parts
      .flatMap((part) => part.unsupported ?? [])
      .sort()
      .join(", ") || "none",
  kinds: kindsOf({
    name: "unknown-keyword",
    noun: "a keyword that Surety does not understand",
  }),
};
