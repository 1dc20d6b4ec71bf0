import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { patchMediaTypes } from "./patch-media-types.ts";

test("json-patch, merge-patch with parameters and vendor patches say how; one of several is enough", () => {
  const contract = `
paths:
  /a: {patch: {requestBody: {content: {application/json-patch+json: {schema: {type: array}}}}, responses: {"200": {description: ok}}}}
  /b: {patch: {requestBody: {content: {application/merge-patch+json; charset=utf-8: {}, application/json: {}}}, responses: {"200": {description: ok}}}}
  /c: {patch: {requestBody: {content: {application/strategic-merge-patch+json: {}}}, responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(patchMediaTypes, contract)).toEqual([]);
});
