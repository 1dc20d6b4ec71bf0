import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { operationsAreDescribed } from "./operations-are-described.ts";

test("one of the two is enough, blanks are none", () => {
  const contract = `
paths: {/a: {get: {description: Lists., responses: {"200": {description: ok}}}, put: {summary: " ", responses: {"200": {description: ok}}}}}
`;
  expect(lintPointers(operationsAreDescribed, contract)).toEqual(["/paths/~1a/put"]);
});
