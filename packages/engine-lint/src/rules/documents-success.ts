import { joinPointer } from "@surety/model/pointer";
import type { Rule } from "../rule.ts";
import { statusClass } from "../status-class.ts";

export const documentsSuccess: Rule = {
  name: "surety-documents-success",
  severity: "warning",
  summary: "Every operation says what it answers when all goes well.",
  why: "The answer to the normal case is what callers came for. Without it a generated client returns nothing, a contract test has nothing to check, and a change of it goes unnoticed.",
  bad: `paths:
  /orders:
    get: {responses: {"404": {description: Nothing there}}}
`,
  good: `paths:
  /orders:
    get: {responses: {"200": {description: Orders}}}
`,
  fix: "Declare the 2xx (or 3xx, for a redirect) with its schema. `default` stands for errors: it promises nothing to a caller.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#responses-object",
  *check(contract) {
    for (const { key, pointer, responses } of contract.api.operations) {
      if (responses.some(({ status }) => (statusClass(status) ?? 9) <= 3)) continue;
      yield {
        pointer: joinPointer(pointer, "responses"),
        operation: key,
        message: `${key} does not say what it answers when all goes well.`,
        hint: "Add its 2xx response, with a schema when it has a body.",
      };
    }
  },
};
