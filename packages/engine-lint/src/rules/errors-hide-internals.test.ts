import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { errorsHideInternals } from "./errors-hide-internals.ts";

test("members that only sound alike, and successes", () => {
  const contract = `
paths:
  /orders:
    get:
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: object, properties: {stack: {type: string}}}}}}
        "400": {description: no, content: {application/json: {schema: {type: object, properties: {trace_id: {type: string}, stacks: {type: array}, exceptional: {type: boolean}}}}}}
`;
  expect(lintPointers(errorsHideInternals, contract)).toEqual([]);
});

test("through references, once", () => {
  const contract = `
paths:
  /a: {get: &get {responses: {default: {$ref: "#/components/responses/Error"}}}}
  /b: {get: *get}
components:
  responses: {Error: {description: no, content: {application/json: {schema: {$ref: "#/components/schemas/Error"}}}}}
  schemas: {Error: {type: object, properties: {message: {type: string}, exception: {type: string}}}}
`;
  expect(lintPointers(errorsHideInternals, contract)).toEqual(["/components/schemas/Error/properties/exception"]);
});
