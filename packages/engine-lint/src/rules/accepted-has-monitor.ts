import { headerNamed } from "../header-named.ts";
import type { Rule } from "../rule.ts";

export const acceptedHasMonitor: Rule = {
  name: "surety-accepted-has-monitor",
  severity: "warning",
  summary: "A 202 says where the progress of the work can be seen.",
  why: "202 promises nothing: the work may still fail. A client without a URL to ask can only guess when it is done, and polls the wrong thing or never learns of the failure.",
  bad: `paths:
  /exports:
    post: {responses: {"202": {description: Started}}}
`,
  good: `paths:
  /exports:
    post:
      responses:
        "202": {description: Started, headers: {Location: {description: URL of the export's status, schema: {type: string, format: uri-reference}}}}
`,
  fix: "Make the work a resource (GET /exports/{id} with a status), and send its URL in Location, or in the body.",
  source: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.3",
  *check(contract) {
    for (const { key, responses } of contract.api.operations) {
      for (const { status, headers, content, links, pointer } of responses) {
        const monitors = ["Location", "Content-Location", "Operation-Location", "Link"];
        if (status !== "202" || content.length > 0 || links.length > 0 || monitors.some((name) => headerNamed(headers, name) !== undefined))
          continue;
        yield {
          pointer,
          operation: key,
          message: "202 accepts the work and does not say where its outcome can be seen.",
          hint: "Declare a `Location` header with the URL of its status, or a body that has it.",
        };
      }
    }
  },
};
