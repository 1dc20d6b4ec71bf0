import type { Rule } from "../rule.ts";
import { suggestOperationId } from "../suggest-operation-id.ts";

export const operationIdPresent: Rule = {
  name: "surety-operation-id-present",
  severity: "info",
  summary: "Every operation has an operationId.",
  why: "It becomes the method's name in every generated client. Without it generators make one from the path, and a change of the path renames the method in everybody's code.",
  bad: `paths:
  /orders:
    get: {responses: {"200": {description: Orders}}}
`,
  good: `paths:
  /orders:
    get: {operationId: listOrders, responses: {"200": {description: Orders}}}
`,
  fix: "Name it verb first, `listOrders`, and never change it again. FastAPI makes `list_orders_orders_get` of the function's name and the path: set `generate_unique_id_function`.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#operation-object",
  *check(contract) {
    for (const operation of contract.api.operations) {
      const { key, method, path, pointer, operationId } = operation;
      if (operationId !== undefined && operationId !== "") continue;
      yield {
        pointer,
        operation: key,
        message: `${key} has no \`operationId\`.`,
        hint: `Add one, verb first, for example \`${suggestOperationId(method, path)}\`.`,
      };
    }
  },
};
