import { headerNamed } from "../header-named.ts";
import type { Rule } from "../rule.ts";

export const corsIsDocumented: Rule = {
  name: "surety-cors-is-documented",
  severity: "hint",
  summary: "The contract says whether browsers of other origins may call the API.",
  why: "It is the first question of everyone who writes a web page against an API, and today they find out by a red line in the console. It also is a decision of security that should be written down, not a middleware's default.",
  bad: `paths:
  /orders:
    get: {responses: {"200": {description: Orders}}}
`,
  good: `paths:
  /orders:
    get:
      responses:
        "200":
          description: Orders
          headers:
            Access-Control-Allow-Origin: {description: The caller's origin when it is registered, schema: {type: string}}
`,
  fix: "Declare `Access-Control-Allow-Origin` on the responses, or an OPTIONS operation, or say it once for the whole API at the top: `x-cors: {origins: [https://app.example.com]}`, or `x-cors: false` when only servers call it.",
  source: "https://fetch.spec.whatwg.org/#http-cors-protocol",
  *check(contract) {
    const { operations, extensions } = contract.api;
    if (operations.length === 0 || [...extensions.keys()].some((name) => /cors/i.test(name))) return;
    const isTold = operations.some(
      ({ method, responses, extensions: own }) =>
        method === "OPTIONS" ||
        [...own.keys()].some((name) => /cors/i.test(name)) ||
        responses.some(({ headers }) => headerNamed(headers, "Access-Control-Allow-Origin") !== undefined),
    );
    if (isTold) return;
    yield {
      pointer: "/paths",
      message: "The contract does not say whether web pages of other origins may call this API.",
      hint: "Declare `Access-Control-Allow-Origin`, or say it once with `x-cors` at the top.",
    };
  },
};
