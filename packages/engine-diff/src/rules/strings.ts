import type { Schema } from "@surety/engine-spec/schema";
import { contentOf } from "@surety/engine-spec/content-of";
import type { Flat } from "../flat.ts";
import { kindsOf } from "../schema-rule.ts";
import type { SchemaRule } from "../schema-rule.ts";

function textRule(
  name: string,
  noun: string,
  keyword: "pattern" | "format",
  example: { readonly narrow: string; readonly wide: string },
): SchemaRule {
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
    kinds: kindsOf({ name, noun, ...example }),
  };
}

export const patternRule = textRule("pattern", "the pattern", "pattern", { narrow: "pattern: ^[a-z]+$", wide: "pattern: ^[a-z0-9]+$" });
export const formatRule = textRule("format", "the format", "format", { narrow: "format: date-time", wide: "no format" });

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
    narrow: "contentEncoding: base64",
    wide: "no contentEncoding",
  }),
};
