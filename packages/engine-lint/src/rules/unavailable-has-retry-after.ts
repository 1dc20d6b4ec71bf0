import { headerNamed } from "../header-named.ts";
import type { Rule } from "../rule.ts";

export const unavailableHasRetryAfter: Rule = {
  name: "surety-unavailable-has-retry-after",
  severity: "hint",
  summary: "A 503 says when to try again, in Retry-After.",
  why: "After an outage all clients come back at once, and each retry without a delay prolongs it. A number of seconds spreads them, and turns a guess in every client into one decision of yours.",
  bad: `paths:
  /orders:
    get: {responses: {"200": {description: Orders}, "503": {description: Down for maintenance}}}
`,
  good: `paths:
  /orders:
    get:
      responses:
        "200": {description: Orders}
        "503": {description: Down for maintenance, headers: {Retry-After: {description: Seconds, schema: {type: integer}}}}
`,
  fix: "Declare `Retry-After` at the shared 503 response, and send it from the gateway too, which is where most 503 come from. Add some randomness to the number.",
  source: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.4",
  *check(contract) {
    for (const { key, responses } of contract.api.operations) {
      for (const { status, headers, pointer } of responses) {
        if (status !== "503" || headerNamed(headers, "Retry-After") !== undefined) continue;
        yield {
          pointer,
          operation: key,
          message: "503 does not say when to try again.",
          hint: "Declare the `Retry-After` header, in seconds.",
        };
      }
    }
  },
};
