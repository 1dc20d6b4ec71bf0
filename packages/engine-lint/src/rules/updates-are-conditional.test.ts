import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { updatesAreConditional } from "./updates-are-conditional.ts";

test("where some are conditional, the others are named; what cannot be read is left alone", () => {
  const contract = `
paths:
  /a: {get: {responses: {"200": {description: ok}}}, put: {responses: {"200": {description: ok}, "412": {description: changed}}}}
  /b: {get: {responses: {"200": {description: ok}}}, patch: {responses: {"200": {description: ok}}}}
  /c: {put: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(updatesAreConditional, contract)).toEqual(["/paths/~1b/patch"]);
});
