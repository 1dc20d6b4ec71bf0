import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { errorsHaveOneSchema } from "./errors-have-one-schema.ts";

test("two components with the same members are one schema to a client", () => {
  const contract = `
paths:
  /a:
    get:
      responses:
        "400": {description: bad, content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}
        "404": {description: none, content: {application/json: {schema: {allOf: [{$ref: "#/components/schemas/B"}]}}}}
components:
  schemas:
    A: {type: object, properties: {code: {type: string}, detail: {type: string}}}
    B: {type: object, properties: {detail: {type: string}, code: {type: string}}}
`;
  expect(lintPointers(errorsHaveOneSchema, contract)).toEqual([]);
});
