import { counted } from "../counted.ts";
import { describeRest, sentenceOfRest } from "../describe-rest.ts";
import type { Schema } from "@surety/engine-spec/schema";
import type { Flat } from "../flat.ts";
import { kindsOf } from "../schema-rule.ts";
import type { SchemaRule } from "../schema-rule.ts";

/** Keywords of each part, as a conjunction; null when no part has any. */
function pick(flat: Flat, read: (part: Schema) => Partial<Schema> | null): Schema | null {
  const found = flat.parts.flatMap((part) => {
    const keywords = read(part);
    return keywords === null ? [] : [{ ...keywords, pointer: part.pointer }];
  });
  return found.length === 0 ? null : { pointer: flat.schema.pointer, allOf: found };
}

export const prefixLengths = (flat: Flat): number => Math.max(0, ...flat.parts.map((part) => part.prefixItems?.length ?? 0));

/** Tuples of different length; tuples of one length are compared item by item. */
export const prefixItemsRule: SchemaRule = {
  name: "prefix-items",
  noun: "the list of leading items",
  keywords: ["prefixItems", "items"],
  constraint: (flat, other) =>
    prefixLengths(flat) === prefixLengths(other)
      ? null
      : pick(flat, (part) =>
          part.prefixItems === undefined && part.items === undefined
            ? null
            : {
                ...(part.prefixItems === undefined ? {} : { prefixItems: part.prefixItems }),
                ...(part.items === undefined ? {} : { items: part.items }),
              },
        ),
  describe: (flat) => counted(prefixLengths(flat), "item"),
  kinds: kindsOf({
    name: "prefix-items",
    noun: "the list of leading items",
  }),
};

export const containsRule: SchemaRule = {
  name: "contains",
  noun: "the number of matching items that an array has to contain",
  keywords: ["contains", "minContains", "maxContains"],
  constraint: (flat) =>
    pick(flat, (part) =>
      part.contains === undefined
        ? null
        : {
            contains: part.contains,
            ...(part.minContains === undefined ? {} : { minContains: part.minContains }),
            ...(part.maxContains === undefined ? {} : { maxContains: part.maxContains }),
          },
    ),
  describe: (flat) =>
    flat.parts
      .filter((part) => part.contains !== undefined)
      .map((part) => `at least ${part.minContains ?? 1}${part.maxContains === undefined ? "" : `, at most ${part.maxContains}`}`)
      .join(" and ") || "none",
  kinds: kindsOf({
    name: "contains",
    noun: "the number of matching items that an array has to contain",
  }),
};

const furtherItems = (flat: Flat): readonly Schema[] => flat.parts.flatMap((part) => part.unevaluatedItems ?? []);

export const unevaluatedItemsRule: SchemaRule = {
  name: "unevaluated-items",
  undeclared: true,
  noun: "the schema of further items",
  keywords: ["unevaluatedItems"],
  constraint: (flat) =>
    flat.parts.some((part) => part.unevaluatedItems !== undefined)
      ? { pointer: flat.schema.pointer, if: { pointer: flat.schema.pointer, types: new Set(["array"]) }, then: flat.schema }
      : null,
  describe: (flat) => describeRest(furtherItems(flat)),
  sentence: (before, after) => sentenceOfRest("further items", furtherItems(before), furtherItems(after)),
  kinds: kindsOf({
    name: "unevaluated-items",
    noun: "the schema of further items",
  }),
};
