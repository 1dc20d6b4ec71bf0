import { contractPaths } from "../contract-paths.ts";
import type { Report, Rule } from "../rule.ts";
import { splitWords } from "../split-words.ts";

/** Verbs that a method says already, with the method that says them. */
const VERBS = new Map([
  ...["get", "fetch", "retrieve", "read", "show", "find"].map((verb) => [verb, "GET"] as const),
  ...["create", "add", "insert"].map((verb) => [verb, "POST"] as const),
  ...["update", "edit", "modify", "change"].map((verb) => [verb, "PATCH"] as const),
  ...["delete", "remove", "destroy"].map((verb) => [verb, "DELETE"] as const),
]);
/** Are nouns as well when they stand alone, or read as one: `/changes`, `/read-models`. */
const AMBIGUOUS = new Set(["read", "show", "change", "find"]);

export const pathsAreNouns: Rule = {
  name: "surety-paths-are-nouns",
  severity: "warning",
  summary: "Paths name things; the method says what is done to them.",
  why: "The method already is the verb. A verb in the path hides it from everything that understands HTTP (caches, retries, permissions, the next reader) and every action becomes a URL to learn, where one noun with four methods would do.",
  bad: `paths:
  /createOrder:
    post: {responses: {"201": {description: Created}}}
`,
  good: `paths:
  /orders:
    post: {responses: {"201": {description: Created}}}
`,
  fix: "Name the resource and let the method speak: POST /orders, PATCH /orders/{id}. An action that is no create, read, update or delete becomes a resource of its own (POST /orders/{id}/cancellations), or a custom method after a colon (POST /orders/{id}:cancel). Keep the old path, deprecated, until nobody calls it.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#138",
  *check(contract) {
    const seen = new Set<string>();
    for (const { segments, pointer } of contractPaths(contract)) {
      for (const segment of segments) {
        const verb = segment.isParameter ? undefined : leadingVerb(segment.text);
        if (verb === undefined || seen.has(segment.prefix)) continue;
        seen.add(segment.prefix);
        yield report(pointer, segment.text, verb);
      }
    }
  },
};

function leadingVerb(text: string): string | undefined {
  const words = splitWords(text.split(":", 1)[0] ?? "");
  const first = words[0];
  if (first === undefined || !VERBS.has(first) || words[1] === "on" || words[1] === "ons") return undefined;
  if (AMBIGUOUS.has(first) && (words.length === 1 || text.includes("-"))) return undefined;
  return first;
}

function report(pointer: string, text: string, verb: string): Report {
  return {
    pointer,
    subject: text,
    message: `\`${text}\` tells what to do, where a path names what it is done to.`,
    hint: `Say it by the method: ${VERBS.get(verb) ?? "POST"} on the resource's own path, without \`${verb}\`.`,
  };
}
