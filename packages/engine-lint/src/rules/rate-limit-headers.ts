import { headerNamed } from "../header-named.ts";
import type { Rule } from "../rule.ts";

const HEADERS = [
  "RateLimit",
  "RateLimit-Policy",
  "RateLimit-Limit",
  "RateLimit-Remaining",
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
  "X-Rate-Limit-Limit",
];

export const rateLimitHeaders: Rule = {
  name: "surety-rate-limit-headers",
  severity: "hint",
  summary: "Where there is a limit, responses say how much of it is left.",
  why: "A client that knows what is left slows down in time; one that only ever sees 429 learns by failing. The headers cost nothing and save both sides the retries.",
  bad: `paths:
  /orders:
    get:
      responses:
        "200": {description: Orders}
        "429": {description: Too many requests, headers: {Retry-After: {schema: {type: integer}}}}
`,
  good: `paths:
  /orders:
    get:
      responses:
        "200":
          description: Orders
          headers:
            RateLimit-Policy: {schema: {type: string}, example: '"default";q=100;w=60'}
            RateLimit: {schema: {type: string}, example: '"default";r=42;t=18'}
        "429": {description: Too many requests, headers: {Retry-After: {schema: {type: integer}}}}
`,
  fix: "Send `RateLimit-Policy` and `RateLimit` (the IETF draft's form) on every response, from the same middleware that answers 429.",
  source: "https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/",
  *check(contract) {
    const responses = contract.api.operations.flatMap((operation) => operation.responses);
    if (!responses.some(({ status }) => status === "429")) return;
    if (responses.some(({ headers }) => HEADERS.some((name) => headerNamed(headers, name) !== undefined))) return;
    yield {
      pointer: "/paths",
      message: "The API has a limit, and no response says how much of it is left.",
      hint: "Declare `RateLimit` and `RateLimit-Policy` on the responses.",
    };
  },
};
