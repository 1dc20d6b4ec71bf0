import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { operationIdPresent } from "./operation-id-present.ts";

test("an empty one is none", () => {
  const contract = `
paths: {/a: {get: {operationId: "", responses: {"200": {description: ok}}}, put: {operationId: putA, responses: {"200": {description: ok}}}}}
`;
  expect(lintPointers(operationIdPresent, contract)).toEqual([
    "/paths/~1a/get",
  ]);
});
