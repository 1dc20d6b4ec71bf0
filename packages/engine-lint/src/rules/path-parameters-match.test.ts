import { expect, test } from "vitest";
import { lintLines, lintPointers } from "../../tests/lint-yaml.ts";
import { pathParametersMatch } from "./path-parameters-match.ts";

test("common parameters of the path item count", () => {
  const contract = `
paths:
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {responses: {"200": {description: ok}}}
`;
  expect(lintPointers(pathParametersMatch, contract)).toEqual([]);
});

test("a declared parameter that the template does not have", () => {
  const contract = `
paths:
  /orders:
    get: {parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {"200": {description: ok}}}
`;
  expect(lintLines(pathParametersMatch, contract)).toEqual([
    "/paths/~1orders/get/parameters/0: The path parameter `id` does not occur in `/orders`.",
  ]);
});

test("a name that occurs twice in a template is one finding of the path", () => {
  const contract = `
paths:
  /orders/{id}/lines/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {responses: {"200": {description: ok}}}
    delete: {responses: {"204": {description: ok}}}
`;
  expect(lintPointers(pathParametersMatch, contract)).toEqual(["/paths/~1orders~1{id}~1lines~1{id}"]);
});
