import { contractPaths } from "../contract-paths.ts";
import { continuesPath } from "../path-segments.ts";
import { isPlural, pluralForm } from "../plural-form.ts";
import type { Rule } from "../rule.ts";
import { splitWords } from "../split-words.ts";

export const collectionsArePlural: Rule = {
  name: "surety-collections-are-plural",
  severity: "info",
  summary: "A path segment that is followed by an id is a collection, and reads as a plural.",
  why: "`/orders` is all of them and `/orders/7` is one: with the plural everywhere nobody has to remember which noun was singular, and generated clients and routers agree on names.",
  bad: `paths:
  /order/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: One order}}
`,
  good: `paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: One order}}
`,
  fix: "Use the plural for collections, the same in the path of the list and of the item. There is only one of it? Then it needs no id: `/profile`, not `/profile/{id}`. Renaming a published path breaks its callers: do it with the next major version.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#134",
  *check(contract) {
    const seen = new Set<string>();
    for (const { segments, pointer } of contractPaths(contract)) {
      for (const [index, segment] of segments.entries()) {
        const next = segments[index + 1];
        if (segment.isParameter || next?.isParameter !== true || continuesPath(next) || seen.has(segment.prefix)) continue;
        seen.add(segment.prefix);
        const words = splitWords(segment.text);
        if (/[{:.]/.test(segment.text) || isPlural(words) || isParticiple(words) || isPluralOf(words)) continue;
        yield {
          pointer,
          subject: segment.text,
          message: `\`${segment.text}\` is a collection of things with ids, and reads as one thing.`,
          hint: `Write the plural: \`${segment.text.slice(0, segment.text.length - (words.at(-1) ?? "").length)}${pluralForm(words.at(-1) ?? "")}\`.`,
        };
      }
    }
  },
};

/** `codes_of_conduct`: the noun before `of` counts. */
function isPluralOf(words: readonly string[]): boolean {
  const of = words.indexOf("of");
  return of > 0 && isPlural(words.slice(0, of));
}

/** `starred`, `following`: which ones, not what they are. */
function isParticiple(words: readonly string[]): boolean {
  return /[a-z]{2}(?:[^e]ed|ing)$/.test(words.at(-1) ?? "");
}
