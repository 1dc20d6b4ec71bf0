import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { arraysAreBounded } from "./arrays-are-bounded.ts";

test("tuples that end are bounded", () => {
  const contract = `
paths:
  /a: {post: {requestBody: {content: {application/json: {schema: {type: array, prefixItems: [{type: integer}], items: false}}}}, responses: {"201": {description: ok}}}}
`;
  expect(lintPointers(arraysAreBounded, contract)).toEqual([]);
});
