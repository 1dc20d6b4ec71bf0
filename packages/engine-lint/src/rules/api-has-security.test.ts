import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { apiHasSecurity } from "./api-has-security.ts";

test("reading only, or public on purpose, is fine", () => {
  const contract = `
paths:
  /a: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(apiHasSecurity, contract)).toEqual([]);
});

test("public on purpose", () => {
  const contract = `
security: []
paths:
  /a: {post: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(apiHasSecurity, contract)).toEqual([]);
});
