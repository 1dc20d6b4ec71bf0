import { expect, test } from "vitest";
import { lintLines, lintPointers } from "../../tests/lint-yaml.ts";
import { statusFitsMethod } from "./status-fits-method.ts";

test("207 on a write and 206 on a GET are what they are for", () => {
  const contract = `
paths:
  /a: {get: {responses: {"206": {description: part}}}, post: {responses: {"207": {description: several}}}}
`;
  expect(lintPointers(statusFitsMethod, contract)).toEqual([]);
});

test("an unregistered status, ranges and default aside", () => {
  const contract = `
paths:
  /a: {get: {responses: {"299": {description: odd}, "2XX": {description: ok}, default: {description: other}}}}
`;
  expect(lintLines(statusFitsMethod, contract)).toEqual(["/paths/~1a/get/responses/299: 299 is no registered status code."]);
});
