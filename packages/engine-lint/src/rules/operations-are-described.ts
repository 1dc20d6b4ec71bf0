import type { Rule } from "../rule.ts";

export const operationsAreDescribed: Rule = {
  name: "surety-operations-are-described",
  severity: "info",
  summary: "Every operation says in words what it is for.",
  why: "The path says what, the words say when and why: who may call it, what happens to the rest, what it costs. They are the documentation, the tool-tip in the editor, and what a language model goes by when it chooses a tool.",
  bad: `paths:
  /orders:
    get: {responses: {"200": {description: Orders}}}
`,
  good: `paths:
  /orders:
    get: {summary: List orders, description: "The caller's orders, newest first.", responses: {"200": {description: Orders}}}
`,
  fix: "Write a `summary` of a few words and a `description` of what the name does not say. Frameworks take them from the handler's docstring.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#operation-object",
  *check(contract) {
    for (const { key, pointer, summary = "", description = "" } of contract.api.operations) {
      if (summary.trim() !== "" || description.trim() !== "") continue;
      yield {
        pointer,
        operation: key,
        message: `${key} says nowhere what it is for.`,
        hint: "Add a `summary`, and a `description` where the name is not enough.",
      };
    }
  },
};
