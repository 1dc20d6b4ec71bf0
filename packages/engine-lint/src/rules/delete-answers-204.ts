import { joinPointer } from "@surety/model/pointer";
import type { Rule } from "../rule.ts";
import { successResponses } from "../status-class.ts";

export const deleteAnswers204: Rule = {
  name: "surety-delete-answers-204",
  severity: "info",
  summary: "DELETE answers 204, or 202 when it takes longer, or 200 with something to read.",
  why: "204 says: it is done, there is nothing to read. A 200 without a body leaves clients waiting for one (JSON parsers fail on it), and 201 says that something was created.",
  bad: `paths:
  /orders/{id}:
    delete:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: Deleted}}
`,
  good: `paths:
  /orders/{id}:
    delete:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: Deleted}}
`,
  fix: "Answer 204 without a body. FastAPI: `status_code=204` on the route. Django REST Framework's `destroy` does it already; tell drf-spectacular `responses={204: None}`.",
  source: "https://www.rfc-editor.org/rfc/rfc9110.html#section-9.3.5",
  *check(contract) {
    for (const operation of contract.api.operations) {
      if (operation.method !== "DELETE") continue;
      const wrong = successResponses(operation).find(
        ({ status, content }) => status === "201" || (status === "200" && content.length === 0),
      );
      const rest = operation.responses.some(({ status }) => status === "204" || status === "202");
      if (wrong === undefined || rest) continue;
      yield {
        pointer: joinPointer(operation.pointer, "responses", wrong.status),
        operation: operation.key,
        message: `DELETE answers ${wrong.status}${wrong.status === "200" ? " with nothing to read" : ", which says that something was created"}.`,
        hint: "Answer 204: done, and no body.",
      };
    }
  },
};
