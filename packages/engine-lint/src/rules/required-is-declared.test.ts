import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { requiredIsDeclared } from "./required-is-declared.ts";

test("what another branch declares, or nobody describes", () => {
  const contract = `
paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {allOf: [{$ref: "#/components/schemas/Base"}, {type: object, required: [id, sku], properties: {sku: {type: string}}}]}}}}
      responses: {"201": {description: ok}}
components:
  schemas:
    Base: {type: object, required: [id, kind], properties: {id: {type: string}}}
`;
  expect(lintPointers(requiredIsDeclared, contract)).toEqual([]);
});

test("an object without properties, or with patterns, may have the member", () => {
  const contract = `
paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: object, required: [x]}, b: {type: object, required: [x-1], properties: {y: {type: string}}, patternProperties: {"^x-": {type: string}}}}}}}}
      responses: {"201": {description: ok}}
`;
  expect(lintPointers(requiredIsDeclared, contract)).toEqual([]);
});

test("each name is a finding", () => {
  const contract = `
paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, required: [a, b, c], properties: {a: {type: string}}}}}}
      responses: {"201": {description: ok}}
`;
  expect(lintPointers(requiredIsDeclared, contract)).toEqual([
    "/paths/~1orders/post/requestBody/content/application~1json/schema",
    "/paths/~1orders/post/requestBody/content/application~1json/schema",
  ]);
});
