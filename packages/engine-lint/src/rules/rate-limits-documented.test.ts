import { expect, test } from "vitest";
import { lintLines, lintPointers } from "../../tests/lint-yaml.ts";
import { rateLimitsDocumented } from "./rate-limits-documented.ts";

test("an API without any limit is told once", () => {
  const contract = `
paths:
  /a: {get: {responses: {"200": {description: ok}}}, put: {responses: {"200": {description: ok}}}}
  /b: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintLines(rateLimitsDocumented, contract)).toEqual(["/paths: No operation says what happens to those who call too often."]);
});

test("a shared 429 is judged once, and Retry-After in any case will do", () => {
  const contract = `
paths:
  /a: {get: &g {responses: {"429": {$ref: "#/components/responses/Slow"}}}}
  /b: {get: *g}
  /c: {get: {responses: {"429": {description: slow, headers: {retry-after: {schema: {type: integer}}}}}}}
components: {responses: {Slow: {description: Too many requests}}}
`;
  expect(lintPointers(rateLimitsDocumented, contract)).toEqual(["/components/responses/Slow"]);
});
