import { headerNamed } from "../header-named.ts";
import type { Rule } from "../rule.ts";

export const deprecationHasSunset: Rule = {
  name: "surety-deprecation-has-sunset",
  severity: "info",
  summary: "What is deprecated says until when it works: the Sunset header, beside Deprecation.",
  why: "`deprecated: true` is read by people who look at the documentation, which callers of an old operation do not. Headers are seen by their monitoring, and a date is what gets work planned.",
  bad: `paths:
  /orders/{id}/pay:
    post:
      deprecated: true
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: Paid}}
`,
  good: `paths:
  /orders/{id}/pay:
    post:
      deprecated: true
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: Paid
          headers:
            Deprecation: {description: Since when, schema: {type: string}}
            Sunset: {description: Until when it works, schema: {type: string}}
`,
  fix: "Send `Deprecation` (RFC 9745) and `Sunset` (RFC 8594) from a middleware for deprecated routes and declare them at their responses; or state the date as `x-sunset` on the operation.",
  source: "https://www.rfc-editor.org/rfc/rfc8594.html",
  *check(contract) {
    for (const { key, pointer, deprecated, responses, extensions } of contract.api.operations) {
      if (!deprecated || extensions.has("x-sunset") || responses.some(({ headers }) => headerNamed(headers, "Sunset") !== undefined))
        continue;
      yield {
        pointer: `${pointer}/deprecated`,
        operation: key,
        message: `${key} is deprecated, and nothing tells its callers until when it works.`,
        hint: "Declare the `Sunset` and `Deprecation` headers, or `x-sunset` with a date.",
      };
    }
  },
};
