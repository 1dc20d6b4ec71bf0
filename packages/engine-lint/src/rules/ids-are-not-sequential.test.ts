import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { idsAreNotSequential } from "./ids-are-not-sequential.ts";

test("numbers that are no ids are fine; all paths below one id are one finding", () => {
  const contract = `
paths:
  /pages/{number}: {get: {parameters: [{name: number, in: path, required: true, schema: {type: integer}}], responses: {"200": {description: ok}}}}
  /orders/{orderId}: {get: &g {parameters: [{name: orderId, in: path, required: true, schema: {type: integer}}], responses: {"200": {description: ok}}}}
  /orders/{orderId}/lines: {get: *g}
`;
  expect(lintPointers(idsAreNotSequential, contract)).toEqual(["/paths/~1orders~1{orderId}/get/parameters/0"]);
});
