import type { Schema } from "@surety/engine-spec/schema";
import type { Flat } from "../flat.ts";
import { kindsOf } from "../schema-rule.ts";
import type { SchemaRule } from "../schema-rule.ts";

interface Limit {
  readonly name: string;
  readonly noun: string;
  readonly keyword: "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties";
}

/** The tightest limit of all parts. */
function tightest(flat: Flat, keyword: Limit["keyword"]): number | undefined {
  const values = flat.parts.flatMap((part) => part[keyword] ?? []);
  if (values.length === 0) return undefined;
  return keyword.startsWith("min") ? Math.max(...values) : Math.min(...values);
}

function limitRule({ name, noun, keyword }: Limit): SchemaRule {
  return {
    name,
    noun,
    keywords: [keyword],
    constraint(flat) {
      const value = tightest(flat, keyword);
      return value === undefined || (value === 0 && keyword.startsWith("min")) ? null : { pointer: flat.schema.pointer, [keyword]: value };
    },
    describe: (flat) => String(tightest(flat, keyword) ?? "none"),
    kinds: kindsOf({ name, noun }),
  };
}

interface Bound {
  readonly name: string;
  readonly noun: string;
  readonly lower: boolean;
}

function bounds(flat: Flat, lower: boolean): Pick<Schema, "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum"> {
  const [inclusive, exclusive] = lower ? (["minimum", "exclusiveMinimum"] as const) : (["maximum", "exclusiveMaximum"] as const);
  const pick = lower ? Math.max : Math.min;
  const inside = flat.parts.flatMap((part) => part[inclusive] ?? []);
  const outside = flat.parts.flatMap((part) => part[exclusive] ?? []);
  return {
    ...(inside.length > 0 ? { [inclusive]: pick(...inside) } : {}),
    ...(outside.length > 0 ? { [exclusive]: pick(...outside) } : {}),
  };
}

function boundRule({ name, noun, lower }: Bound): SchemaRule {
  return {
    name,
    noun,
    keywords: lower ? ["minimum", "exclusiveMinimum"] : ["maximum", "exclusiveMaximum"],
    constraint(flat) {
      const found = bounds(flat, lower);
      return Object.keys(found).length === 0 ? null : { pointer: flat.schema.pointer, ...found };
    },
    describe(flat) {
      const found = bounds(flat, lower);
      const texts = Object.entries(found).map(([keyword, value]) =>
        keyword.startsWith("exclusive") ? `${value} (exclusive)` : String(value),
      );
      return texts.join(" and ") || "none";
    },
    kinds: kindsOf({ name, noun }),
  };
}

export const minimumRule = boundRule({ name: "minimum", noun: "the minimum", lower: true });
export const maximumRule = boundRule({ name: "maximum", noun: "the maximum", lower: false });
export const minLengthRule = limitRule({ name: "min-length", noun: "the minimum length", keyword: "minLength" });
export const maxLengthRule = limitRule({ name: "max-length", noun: "the maximum length", keyword: "maxLength" });
export const minItemsRule = limitRule({ name: "min-items", noun: "the minimum number of items", keyword: "minItems" });
export const maxItemsRule = limitRule({ name: "max-items", noun: "the maximum number of items", keyword: "maxItems" });
export const minPropertiesRule = limitRule({ name: "min-properties", noun: "the minimum number of properties", keyword: "minProperties" });
export const maxPropertiesRule = limitRule({ name: "max-properties", noun: "the maximum number of properties", keyword: "maxProperties" });

export const multipleOfRule: SchemaRule = {
  name: "multiple-of",
  noun: "the step of numbers",
  keywords: ["multipleOf"],
  constraint(flat) {
    const steps = flat.parts.flatMap((part) => part.multipleOf ?? []);
    return steps.length === 0 ? null : { pointer: flat.schema.pointer, allOf: steps.map((multipleOf) => ({ pointer: "", multipleOf })) };
  },
  describe: (flat) => flat.parts.flatMap((part) => part.multipleOf ?? []).join(" and ") || "none",
  kinds: kindsOf({ name: "multiple-of", noun: "the step of numbers" }),
};

export const uniqueItemsRule: SchemaRule = {
  name: "unique-items",
  noun: "whether items may repeat",
  keywords: ["uniqueItems"],
  constraint: (flat) => (flat.parts.some((part) => part.uniqueItems === true) ? { pointer: flat.schema.pointer, uniqueItems: true } : null),
  describe: (flat) => (flat.parts.some((part) => part.uniqueItems === true) ? "items are unique" : "items may repeat"),
  kinds: kindsOf({ name: "unique-items", noun: "whether items may repeat" }),
};
