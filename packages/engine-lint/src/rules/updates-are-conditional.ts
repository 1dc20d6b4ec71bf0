import type { Operation } from "@surety/engine-spec/api";
import { contractPaths } from "../contract-paths.ts";
import { headerNamed, headerParameterNamed } from "../header-named.ts";
import type { Rule } from "../rule.ts";

export const updatesAreConditional: Rule = {
  name: "surety-updates-are-conditional",
  severity: "info",
  summary: "What can be read and updated has an ETag, and its update takes If-Match.",
  why: "Two people open the same order; the second to save erases the first one's work, and nobody notices. With ETag and If-Match the second gets a 412 and can look again.",
  bad: `paths:
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {responses: {"200": {description: One order}}}
    put: {responses: {"200": {description: The order}}}
`,
  good: `paths:
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {responses: {"200": {description: One order, headers: {ETag: {schema: {type: string}}}}}}
    put:
      parameters: [{name: If-Match, in: header, schema: {type: string}}]
      responses: {"200": {description: The order}, "412": {description: It has changed meanwhile}}
`,
  fix: "Answer GET with an `ETag` (a version number is enough), take `If-Match` on PUT and PATCH, and answer 412 when they differ; 428 when it must be there and is not.",
  source: "https://www.rfc-editor.org/rfc/rfc9110.html#section-13.1.1",
  *check(contract) {
    const readable = contractPaths(contract).filter(({ operations }) => operations.some(({ method }) => method === "GET"));
    const updates = readable.flatMap(({ operations }) => operations.filter(({ method }) => method === "PUT" || method === "PATCH"));
    const without = updates.filter((operation) => !isConditional(operation));
    if (without.length === 0) return;
    if (without.length === updates.length) {
      yield {
        pointer: "/paths",
        subject: "none",
        message: "Two clients that update the same resource overwrite each other: no update of this API takes `If-Match`.",
        hint: "Answer reads with an `ETag`, and take it back in `If-Match`.",
      };
      return;
    }
    for (const { key, pointer } of without) {
      yield {
        pointer,
        operation: key,
        message: `${key} takes no \`If-Match\`, as other updates of this API do.`,
        hint: "Take the header, and answer 412 when the resource has changed.",
      };
    }
  },
};

function isConditional({ parameters, responses }: Operation): boolean {
  return (
    headerParameterNamed(parameters, "If-Match") !== undefined ||
    responses.some(({ status, headers }) => status === "412" || headerNamed(headers, "ETag") !== undefined)
  );
}
