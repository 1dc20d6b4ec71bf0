import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { deleteAnswers204 } from "./delete-answers-204.ts";

test("200 with something to read, and 202, are fine", () => {
  const contract = `
paths:
  /a: {delete: {responses: {"200": {description: ok, content: {application/json: {schema: {type: object}}}}}}}
  /b: {delete: {responses: {"202": {description: ok}}}}
`;
  expect(lintPointers(deleteAnswers204, contract)).toEqual([]);
});

test("the finding is at the response, shared or not", () => {
  const contract = `
paths:
  /a: {delete: {responses: {"200": {$ref: "#/components/responses/Done"}}}}
components: {responses: {Done: {description: Done}}}
`;
  expect(lintPointers(deleteAnswers204, contract)).toEqual(["/paths/~1a/delete/responses/200"]);
});
