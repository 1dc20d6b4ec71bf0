import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { rateLimitHeaders } from "./rate-limit-headers.ts";

test("without a limit there is nothing to be left, and the older headers count", () => {
  const contract = `
paths:
  /a: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(rateLimitHeaders, contract)).toEqual([]);
});

test("X-RateLimit-Remaining counts", () => {
  const contract = `
paths:
  /a: {get: {responses: {"200": {description: ok, headers: {X-RateLimit-Remaining: {schema: {type: integer}}}}, "429": {description: slow}}}}
`;
  expect(lintPointers(rateLimitHeaders, contract)).toEqual([]);
});
