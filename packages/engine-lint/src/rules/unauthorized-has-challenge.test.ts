import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { unauthorizedHasChallenge } from "./unauthorized-has-challenge.ts";

test("where some 401 have it, those without are told one by one", () => {
  const contract = `
paths:
  /a: {get: {responses: {"401": {description: no, headers: {www-authenticate: {schema: {type: string}}}}}}}
  /b: {get: {responses: {"401": {description: no}}}}
`;
  expect(lintPointers(unauthorizedHasChallenge, contract)).toEqual(["/paths/~1b/get/responses/401"]);
});

test("403 and default have none", () => {
  const contract = `
paths:
  /a: {get: {responses: {"403": {description: no}, default: {description: no}}}}
`;
  expect(lintPointers(unauthorizedHasChallenge, contract)).toEqual([]);
});
