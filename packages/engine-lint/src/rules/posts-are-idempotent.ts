import type { Operation } from "@surety/engine-spec/api";
import { collectionPaths, contractPaths } from "../contract-paths.ts";
import { headerParameterNamed } from "../header-named.ts";
import type { Rule } from "../rule.ts";

export const postsAreIdempotent: Rule = {
  name: "surety-posts-are-idempotent",
  severity: "info",
  summary: "A POST that creates takes an Idempotency-Key, so that it can be retried.",
  why: "Connections break after the order was placed and before the answer arrived. Without a key the client can only choose between losing an order and placing it twice.",
  bad: `paths:
  /orders:
    post: {responses: {"201": {description: Created}}}
`,
  good: `paths:
  /orders:
    post:
      parameters: [{name: Idempotency-Key, in: header, schema: {type: string, maxLength: 64}}]
      responses: {"201": {description: Created}}
`,
  fix: "Take an `Idempotency-Key` header, keep it with the answer for a day, and replay the answer for the same key and body; answer 422 for the same key with another body, 409 while the first is under way.",
  source: "https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/",
  *check(contract) {
    const collections = collectionPaths(contract);
    const creating = contractPaths(contract).flatMap(({ anonymous, operations }) =>
      operations.filter((operation) => creates(operation, collections.has(anonymous))),
    );
    const without = creating.filter((operation) => !takesKey(operation));
    if (without.length === 0) return;
    if (without.length === creating.length) {
      yield {
        pointer: "/paths",
        subject: "none",
        message: "No POST of this API can be retried safely: none takes an `Idempotency-Key`.",
        hint: "Take the header wherever a second try would create a second thing.",
      };
      return;
    }
    for (const { key, pointer } of without) {
      yield {
        pointer,
        operation: key,
        message: `${key} takes no \`Idempotency-Key\`, as others of this API do.`,
        hint: "Take the same header.",
      };
    }
  },
};

function creates({ method, responses }: Operation, onCollection: boolean): boolean {
  return method === "POST" && (onCollection || responses.some(({ status }) => status === "201"));
}

function takesKey({ parameters }: Operation): boolean {
  return ["Idempotency-Key", "X-Idempotency-Key", "Idempotent-Key", "X-Request-Id"].some(
    (name) => headerParameterNamed(parameters, name) !== undefined,
  );
}
