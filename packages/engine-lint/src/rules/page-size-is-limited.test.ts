import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { pageSizeIsLimited } from "./page-size-is-limited.ts";

test("a `count` without pages, an enum and a text are something else", () => {
  const contract = `
paths:
  /a: {get: {parameters: [{name: count, in: query, schema: {type: integer}}], responses: {"200": {description: ok}}}}
  /b: {get: {parameters: [{name: page, in: query, schema: {type: integer}}, {name: per_page, in: query, schema: {type: integer, enum: [10, 50]}}], responses: {"200": {description: ok}}}}
  /c: {get: {parameters: [{name: cursor, in: query, schema: {type: string}}, {name: limit, in: query, schema: {type: integer, exclusiveMaximum: 101}}], responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(pageSizeIsLimited, contract)).toEqual([]);
});

test("a shared parameter is one finding", () => {
  const contract = `
paths:
  /a: {get: &g {parameters: [{name: page, in: query, schema: {type: integer}}, {$ref: "#/components/parameters/Size"}], responses: {"200": {description: ok}}}}
  /b: {get: *g}
components: {parameters: {Size: {name: page_size, in: query, schema: {type: integer}}}}
`;
  expect(lintPointers(pageSizeIsLimited, contract)).toEqual(["/components/parameters/Size"]);
});
