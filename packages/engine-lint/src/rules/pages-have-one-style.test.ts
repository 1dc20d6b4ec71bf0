import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { pagesHaveOneStyle } from "./pages-have-one-style.ts";

test("without a habit there is nothing to follow", () => {
  const contract = `
paths:
  /l0: {get: {parameters: [{name: limit, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: ok}}}}
  /l1: {get: {parameters: [{name: per_page, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(pagesHaveOneStyle, contract)).toEqual([]);
});

test("a limit of a report without pages is another matter", () => {
  const contract = `
paths:
  /l0: {get: {parameters: [{name: limit, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: ok}}}}
  /l1: {get: {parameters: [{name: limit, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: ok}}}}
  /top: {get: {parameters: [{name: count, in: query, schema: {type: integer}}], responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(pagesHaveOneStyle, contract)).toEqual([]);
});

test("the odd one is told once, wherever it is used", () => {
  const contract = `
paths:
  /l0: {get: {parameters: [{name: limit, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: ok}}}}
  /l1: {get: {parameters: [{name: limit, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: ok}}}}
  /l2: {get: {parameters: [{name: page_size, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(pagesHaveOneStyle, contract)).toEqual(["/paths/~1l2/get/parameters/0"]);
});
