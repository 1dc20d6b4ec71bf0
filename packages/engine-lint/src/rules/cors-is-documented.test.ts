import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { corsIsDocumented } from "./cors-is-documented.ts";

test("x-cors at the top, or an OPTIONS operation, tells it", () => {
  const contract = `
x-cors: false
paths: {/a: {get: {responses: {"200": {description: ok}}}}}
`;
  expect(lintPointers(corsIsDocumented, contract)).toEqual([]);
});

test("an OPTIONS operation tells it", () => {
  const contract = `
paths: {/a: {get: {responses: {"200": {description: ok}}}, options: {responses: {"200": {description: ok}}}}}
`;
  expect(lintPointers(corsIsDocumented, contract)).toEqual([]);
});
