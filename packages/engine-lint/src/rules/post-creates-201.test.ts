import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { postCreates201 } from "./post-creates-201.ts";

test("a POST to something without items may answer 200: it is an action or a search", () => {
  const contract = `
paths:
  /orders/search: {post: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(postCreates201, contract)).toEqual([]);
});

test("one that may also answer 201 or 202 is fine", () => {
  const contract = `
paths:
  /orders: {post: {responses: {"200": {description: replayed}, "201": {description: created}}}}
  /orders/{id}: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(postCreates201, contract)).toEqual([]);
});
