import type { Operation } from "@surety/engine-spec/api";
import { pathSegments } from "../path-segments.ts";
import { singularForm } from "../plural-form.ts";
import type { Rule } from "../rule.ts";
import { splitWords } from "../split-words.ts";
import { inCasing } from "../word-casing.ts";

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
      const { key, pointer, operationId } = operation;
      if (operationId !== undefined && operationId !== "") continue;
      yield {
        pointer,
        operation: key,
        message: `${key} has no \`operationId\`.`,
        hint: `Add one, verb first, for example \`${suggestedId(operation)}\`.`,
      };
    }
  },
};

const VERBS: Record<string, string> = { GET: "get", POST: "create", PUT: "replace", PATCH: "update", DELETE: "delete" };

/** Verb and resource: `getOrder` for GET /orders/{id}, `listOrders` for GET /orders. */
function suggestedId({ method, path }: Operation): string {
  const segments = pathSegments(path);
  const words = splitWords(segments.findLast(({ isParameter }) => !isParameter)?.text ?? "root");
  const isMany = method === "GET" && segments.at(-1)?.isParameter !== true && words.at(-1)?.endsWith("s") === true;
  const noun = isMany ? words : [...words.slice(0, -1), singularForm(words.at(-1) ?? "")];
  return inCasing([isMany ? "list" : (VERBS[method] ?? method.toLowerCase()), ...noun], "camelCase");
}
