import { headerNamed } from "../header-named.ts";
import type { Rule } from "../rule.ts";

export const createdHasLocation: Rule = {
  name: "surety-created-has-location",
  severity: "info",
  summary: "A 201 to a POST says where the new resource is, in Location.",
  why: "Without Location the new resource is, by HTTP's rule, the URL that was posted to: the collection. Clients build the URL from the id instead, and break on the day it changes.",
  bad: `paths:
  /orders:
    post: {responses: {"201": {description: The new order}}}
`,
  good: `paths:
  /orders:
    post:
      responses:
        "201": {description: The new order, headers: {Location: {description: URL of the order, schema: {type: string, format: uri-reference}}}}
`,
  fix: "Set the header in the handler, and declare it at the response: generators do not know it from the code.",
  source: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.2",
  *check(contract) {
    for (const { key, method, responses } of contract.api.operations) {
      if (method !== "POST") continue;
      for (const { status, headers, pointer } of responses) {
        if (status !== "201" || headerNamed(headers, "Location") !== undefined || headerNamed(headers, "Content-Location") !== undefined)
          continue;
        yield {
          pointer,
          operation: key,
          message: "201 does not say where the new resource is.",
          hint: "Declare the `Location` header with its URL.",
        };
      }
    }
  },
};
