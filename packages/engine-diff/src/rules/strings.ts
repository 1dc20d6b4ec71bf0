import type { Schema } from "@surety/engine-spec/schema";
import { contentOf } from "@surety/engine-spec/content-of";
import type { Flat } from "../flat.ts";
import { kindsOf } from "../schema-rule.ts";
import type { SchemaRule } from "../schema-rule.ts";

function textRule(name: string, noun: string, keyword: "pattern" | "format"): SchemaRule {
  const textOf = (part: Schema): string | undefined => (keyword === "format" ? contentOf(part).format : part[keyword]);
  const texts = (flat: Flat): string[] => [...new Set(flat.parts.flatMap((part) => textOf(part) ?? []))].sort();
  return {
    name,
    noun,
    keywords: [keyword],
    constraint(flat) {
      const found = texts(flat);
      return found.length === 0
        ? null
        : { pointer: flat.schema.pointer, allOf: found.map((text): Schema => ({ pointer: "", [keyword]: text })) };
    },
    describe: (flat) => texts(flat).join(" and ") || "none",
    kinds: kindsOf({ name, noun }),
  };
}

export const patternRule = textRule("pattern", "the pattern", "pattern");
export const formatRule = textRule("format", "the format", "format");

const encodings = (flat: Flat): string =>
  [
    ...new Set(
      flat.parts.map(contentOf).flatMap((part) => [part.contentEncoding, part.contentMediaType].filter((text) => text !== undefined)),
    ),
  ]
    .sort()
    .join(" of ");

/** Encodings are annotations that no value shows, so a change of them stays undecided. */
export const contentRule: SchemaRule = {
  name: "content-encoding",
  noun: "the encoding of content",
  keywords: ["contentEncoding", "contentMediaType"],
  constraint: (flat) =>
    encodings(flat) === "" ? null : { pointer: flat.schema.pointer, unsupported: [`contentEncoding ${encodings(flat)}`] },
  describe: (flat) => encodings(flat) || "none",
  kinds: kindsOf({
    name: "content-encoding",
    noun: "the encoding of content",
  }),
};

const contents = (flat: Flat): readonly Schema[] => flat.parts.flatMap((part) => part.contentSchema ?? []);

/** What is inside of an encoded text: no validator asserts it, so a change of it stays undecided. */
export const contentSchemaRule: SchemaRule = {
  name: "content-schema",
  noun: "the schema of the content",
  keywords: ["contentSchema"],
  constraint(flat) {
    const found = contents(flat);
    if (found.length === 0) return null;
    const { pointer } = flat.schema;
    return { pointer, allOf: found.map((contentSchema) => ({ pointer, contentSchema, unsupported: ["contentSchema"] })) };
  },
  describe: (flat) => (contents(flat).length === 0 ? "none" : "a schema"),
  sentence: (base, revision) =>
    contents(base).length === 0
      ? "has a schema of its content from now on"
      : contents(revision).length === 0
        ? "no longer has a schema of its content"
        : "has another schema of its content",
  kinds: kindsOf({
    name: "content-schema",
    noun: "the schema of the content",
  }),
};
