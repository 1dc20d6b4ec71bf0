import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { listsAreObjects } from "./lists-are-objects.ts";

test("an array below an id is one thing's value, not a collection", () => {
  const contract = `
paths:
  /orders/{id}: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {type: array, items: {type: string}}}}}}}}
`;
  expect(lintPointers(listsAreObjects, contract)).toEqual([]);
});

test("a shared array schema is one finding, at the schema", () => {
  const contract = `
paths:
  /a: {get: &g {responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Orders"}}}}}}}
  /b: {get: *g}
components: {schemas: {Orders: {type: array, items: {type: string}}}}
`;
  expect(lintPointers(listsAreObjects, contract)).toEqual(["/components/schemas/Orders"]);
});
