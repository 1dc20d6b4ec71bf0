import { joinPointer } from "@surety/model/pointer";
import type { Rule } from "../rule.ts";

export const operationIdUnique: Rule = {
  name: "surety-operation-id-unique",
  severity: "error",
  summary: "No two operations have the same operationId.",
  why: "OpenAPI demands it: the id is how links and generated clients name one operation. With two, a generator drops one of them or calls it `getOrder_1`, differently on every run.",
  bad: `paths:
  /orders:
    get: {operationId: orders, responses: {"200": {description: Orders}}}
    post: {operationId: orders, responses: {"201": {description: Created}}}
`,
  good: `paths:
  /orders:
    get: {operationId: listOrders, responses: {"200": {description: Orders}}}
    post: {operationId: createOrder, responses: {"201": {description: Created}}}
`,
  fix: "Rename the newer one. In Flask and FastAPI the id follows the function's name: one function that serves two routes needs an explicit id on each.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#operation-object",
  *check(contract) {
    const first = new Map<string, string>();
    for (const { key, pointer, operationId } of [...contract.api.operations, ...contract.api.webhooks]) {
      if (operationId === undefined) continue;
      const owner = first.get(operationId);
      if (owner === undefined) first.set(operationId, key);
      else
        yield {
          pointer: joinPointer(pointer, "operationId"),
          operation: key,
          message: `\`${operationId}\` is the operationId of ${owner} already.`,
          hint: "Give this one its own.",
        };
    }
  },
};
