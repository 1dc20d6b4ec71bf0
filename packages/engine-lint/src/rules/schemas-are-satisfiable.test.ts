import { expect, test } from "vitest";
import { lintLines } from "../../tests/lint-yaml.ts";
import { schemasAreSatisfiable } from "./schemas-are-satisfiable.ts";

test("an enum of another type, and parameters, are found", () => {
  const contract = `
paths:
  /a:
    get:
      parameters: [{name: limit, in: query, schema: {type: integer, minimum: 10, maximum: 1}}, {name: kind, in: query, schema: {type: integer, enum: ["1", "2"]}}, {name: ok, in: query, schema: {type: [string, "null"], enum: [a, null]}}]
      responses: {"200": {description: ok}}
`;
  expect(lintLines(schemasAreSatisfiable, contract)).toEqual([
    "/paths/~1a/get/parameters/0/schema: Nothing fulfils this schema: its minimum 10 is above its maximum 1.",
    "/paths/~1a/get/parameters/1/schema: Nothing fulfils this schema: no value of its enum is of type integer.",
  ]);
});
