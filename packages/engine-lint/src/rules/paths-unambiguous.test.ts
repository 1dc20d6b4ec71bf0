import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { pathsUnambiguous } from "./paths-unambiguous.ts";

test("a concrete path beside a templated one is what OpenAPI provides for", () => {
  const contract = `
paths:
  /orders/{id}: {get: {responses: {"200": {description: ok}}}}
  /orders/latest: {get: {responses: {"200": {description: ok}}}}
  /orders/latest/lines: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(pathsUnambiguous, contract)).toEqual([]);
});

test("a parameter that cannot be the other path's text is no ambiguity", () => {
  const contract = `
paths:
  /orders/{id}/archive: {get: {parameters: [{name: id, in: path, required: true, schema: {type: integer}}], responses: {"200": {description: ok}}}}
  /orders/latest/{part}: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(pathsUnambiguous, contract)).toEqual([]);
});
