import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { documentsSuccess } from "./documents-success.ts";

test("a redirect is a success, default is not", () => {
  const contract = `
paths:
  /a: {get: {responses: {"302": {description: there}}}}
  /b: {get: {responses: {default: {description: something}}}}
`;
  expect(lintPointers(documentsSuccess, contract)).toEqual(["/paths/~1b/get/responses"]);
});
