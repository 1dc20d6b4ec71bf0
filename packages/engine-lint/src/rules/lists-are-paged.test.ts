import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { listsArePaged } from "./lists-are-paged.ts";

test("a list that says how long it gets is fine", () => {
  const contract = `
paths:
  /units: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {type: object, properties: {items: {type: array, maxItems: 20}}}}}}}}}
`;
  expect(lintPointers(listsArePaged, contract)).toEqual([]);
});

test("the list is found by the path's own name, through allOf, and also when it is bare", () => {
  const contract = `
paths:
  /line-items: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {allOf: [{type: object, properties: {line_items: {type: array}}}]}}}}}}}
  /orders: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {type: array}}}}}}}
  /config: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {type: object, properties: {colors: {type: array}}}}}}}}}
`;
  expect(lintPointers(listsArePaged, contract)).toEqual(["/paths/~1line-items/get", "/paths/~1orders/get"]);
});
