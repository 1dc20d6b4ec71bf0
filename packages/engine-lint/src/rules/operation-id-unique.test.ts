import { expect, test } from "vitest";
import { lintLines } from "../../tests/lint-yaml.ts";
import { operationIdUnique } from "./operation-id-unique.ts";

test("ids with another case are other ids; the second is told who has it", () => {
  const contract = `
paths:
  /a: {get: {operationId: x, responses: {"200": {description: ok}}}}
  /b: {get: {operationId: X, responses: {"200": {description: ok}}}, put: {operationId: x, responses: {"200": {description: ok}}}}
`;
  expect(lintLines(operationIdUnique, contract)).toEqual(["/paths/~1b/put/operationId: `x` is the operationId of GET /a already."]);
});
