import type { RequestBody } from "@surety/engine-spec/api";
import { resolveSchema } from "../resolve-schema.ts";
import type { Rule } from "../rule.ts";

export const noBodyOnGetDelete: Rule = {
  name: "surety-no-body-on-get-delete",
  severity: "warning",
  summary: "GET, HEAD and DELETE take no request body.",
  why: "HTTP gives a body on GET, HEAD and DELETE no meaning, and allows servers to reject it. Browsers refuse to send it, proxies and load balancers drop it, caches ignore it: it works on your machine only.",
  bad: `paths:
  /orders:
    get:
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {"200": {description: Orders}}
`,
  good: `paths:
  /orders:
    get:
      parameters: [{name: status, in: query, schema: {type: string, enum: [open, closed]}}]
      responses: {"200": {description: Orders}}
`,
  fix: "Filters become query parameters. A search too large for a URL becomes POST /orders/searches. A bulk delete becomes a POST of a job that deletes.",
  source: "https://www.rfc-editor.org/rfc/rfc9110.html#section-9.3.1",
  *check(contract) {
    for (const { key, method, requestBody } of contract.api.operations) {
      if (requestBody === undefined || !["GET", "HEAD", "DELETE"].includes(method) || !mayCarry(requestBody)) continue;
      yield {
        pointer: requestBody.pointer,
        operation: key,
        message: `${method} takes a request body here, which proxies and servers may drop or refuse.`,
        hint:
          method === "DELETE"
            ? "Put what selects the resource into the path or the query."
            : "Move it to query parameters, or make it a POST of a search.",
      };
    }
  },
};

/** False for what generators write when there is no body: an optional one that is closed and has no members. */
function mayCarry({ required, content }: RequestBody): boolean {
  return (
    required ||
    content.length === 0 ||
    content.some(({ schema }) => {
      const { properties, additionalProperties } = resolveSchema(schema);
      return additionalProperties?.never !== true || (properties?.size ?? 0) > 0;
    })
  );
}
