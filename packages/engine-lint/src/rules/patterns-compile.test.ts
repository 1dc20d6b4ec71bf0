import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { patternsCompile } from "./patterns-compile.ts";

test("a nested repetition is dangerous unless the text is short", () => {
  const contract = `
paths:
  /a: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string, pattern: "^(a+)+$"}, b: {type: string, pattern: "^(a+)+$", maxLength: 20}, c: {type: string, pattern: "^(?:[a-z]+,)*$"}}}}}}, responses: {"201": {description: ok}}}}
`;
  expect(lintPointers(patternsCompile, contract)).toEqual(["/paths/~1a/post/requestBody/content/application~1json/schema/properties/a"]);
});
