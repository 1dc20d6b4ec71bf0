import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { createdHasLocation } from "./created-has-location.ts";

test("header names have no case, Content-Location does, and PUT knows its URL", () => {
  const contract = `
paths:
  /a: {post: {responses: {"201": {description: ok, headers: {location: {schema: {type: string}}}}}}}
  /b: {post: {responses: {"201": {description: ok, headers: {Content-Location: {schema: {type: string}}}}}}}
  /c: {put: {responses: {"201": {description: ok}}}}
`;
  expect(lintPointers(createdHasLocation, contract)).toEqual([]);
});

test("a shared response is one finding, of no operation", () => {
  const contract = `
paths:
  /a: {post: &p {responses: {"201": {$ref: "#/components/responses/Created"}}}}
  /b: {post: *p}
components: {responses: {Created: {description: Created}}}
`;
  expect(lintPointers(createdHasLocation, contract)).toEqual(["/components/responses/Created"]);
});
