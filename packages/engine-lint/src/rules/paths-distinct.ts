import { contractPaths } from "../contract-paths.ts";
import type { Rule } from "../rule.ts";

export const pathsDistinct: Rule = {
  name: "surety-paths-distinct",
  severity: "error",
  summary: "No two path templates are the same but for their parameter names.",
  why: "OpenAPI calls `/orders/{id}` and `/orders/{orderId}` identical and forbids to have both: generators drop one of them, routers answer with the first, and half of the contract is never served.",
  bad: `paths:
  /orders/{id}:
    get: {responses: {"200": {description: One order}}}
  /orders/{orderId}:
    delete: {responses: {"204": {description: Gone}}}
`,
  good: `paths:
  /orders/{id}:
    get: {responses: {"200": {description: One order}}}
    delete: {responses: {"204": {description: Gone}}}
`,
  fix: "Move the operations under one path item and use one name for the parameter.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#paths-object",
  *check(contract) {
    const first = new Map<string, string>();
    for (const { path, pointer, anonymous: bare } of contractPaths(contract)) {
      const anonymous = bare + (path.length > 1 && path.endsWith("/") ? "/" : "");
      const known = first.get(anonymous);
      if (known === undefined) first.set(anonymous, path);
      else {
        yield {
          pointer,
          message: `\`${path}\` and \`${known}\` are one path with two parameter names, which OpenAPI forbids.`,
          hint: `Move these operations to \`${known}\`.`,
        };
      }
    }
  },
};
