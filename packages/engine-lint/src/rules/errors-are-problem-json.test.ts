import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { errorsAreProblemJson } from "./errors-are-problem-json.ts";

test("where it is adopted, each other error is named; errors without a body are left alone", () => {
  const contract = `
paths:
  /a:
    get:
      responses:
        "400": {description: bad, content: {application/problem+json: {schema: {type: object}}}}
        "404": {description: none}
        "409": {description: clash, content: {application/json: {schema: {type: object}}}}
`;
  expect(lintPointers(errorsAreProblemJson, contract)).toEqual(["/paths/~1a/get/responses/409"]);
});
