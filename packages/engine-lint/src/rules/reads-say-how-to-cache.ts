import { headerNamed } from "../header-named.ts";
import type { Rule } from "../rule.ts";
import { successResponses } from "../status-class.ts";

const CACHING = ["Cache-Control", "ETag", "Last-Modified", "Expires"];

export const readsSayHowToCache: Rule = {
  name: "surety-reads-say-how-to-cache",
  severity: "hint",
  summary: "The API says somewhere how long an answer may be kept, or that it may not.",
  why: "A cache that is told nothing is allowed to guess (RFC 9111), and browsers do: somebody will see yesterday's order. The cheapest request is the one that is not sent, and the most embarrassing leak is a shared cache that kept a personal answer.",
  bad: `paths:
  /orders:
    get: {responses: {"200": {description: Orders}}}
`,
  good: `paths:
  /orders:
    get:
      responses:
        "200": {description: Orders, headers: {Cache-Control: {description: private, no-cache, schema: {type: string}}, ETag: {schema: {type: string}}}}
`,
  fix: "Start with `Cache-Control: no-store` for all, from one middleware; then allow what is worth it: `private, max-age=60` for a list of countries, `no-cache` with an `ETag` for what changes. Declare the header where a client may rely on it.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#227",
  *check(contract) {
    const reads = contract.api.operations.filter(({ method }) => method === "GET");
    if (reads.length === 0) return;
    const headers = reads.flatMap((operation) => successResponses(operation).flatMap((response) => response.headers));
    if (CACHING.some((name) => headerNamed(headers, name) !== undefined)) return;
    yield {
      pointer: "/paths",
      message: "No read of this API says whether its answer may be kept.",
      hint: "Declare `Cache-Control` on the responses, `no-store` where nothing may be kept.",
    };
  },
};
