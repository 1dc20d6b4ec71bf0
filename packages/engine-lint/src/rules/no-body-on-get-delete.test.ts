import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { noBodyOnGetDelete } from "./no-body-on-get-delete.ts";

test("bodies of POST, PUT, PATCH and OPTIONS are fine", () => {
  const contract = `
paths:
  /orders:
    post: &w {requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {"200": {description: ok}}}
    put: *w
    patch: *w
    options: *w
`;
  expect(lintPointers(noBodyOnGetDelete, contract)).toEqual([]);
});

test("a Swagger 2.0 body counts", () => {
  const contract = `
swagger: "2.0"
paths:
  /orders:
    delete: {parameters: [{name: body, in: body, schema: {type: object}}], responses: {"204": {description: ok}}}
`;
  expect(lintPointers(noBodyOnGetDelete, contract)).toEqual(["/paths/~1orders/delete/parameters/0"]);
});

test("an optional body that can only be empty is none", () => {
  const contract = `
paths:
  /orders:
    get:
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {}, additionalProperties: false}}}}
      responses: {"200": {description: ok}}
`;
  expect(lintPointers(noBodyOnGetDelete, contract)).toEqual([]);
});
