import { expect, test } from "vitest";
import { lintLines, lintPointers } from "../../tests/lint-yaml.ts";
import { documentsErrors } from "./documents-errors.ts";

test("a default response or a range covers what is missing", () => {
  const contract = `
paths:
  /a/{id}: {get: {responses: {"200": {description: ok}, default: {description: problem}}}}
  /b/{id}: {get: {responses: {"200": {description: ok}, 4XX: {description: problem}}}}
`;
  expect(lintPointers(documentsErrors, contract)).toEqual([]);
});

test("what is missing is told with its reason, and an optional credential is no reason", () => {
  const contract = `
paths:
  /a/{id}: {post: {security: [{key: []}], requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {"200": {description: ok}}}}
  /b: {get: {security: [{}, {key: []}], responses: {"200": {description: ok}}}}
components: {securitySchemes: {key: {type: http, scheme: bearer}}}
`;
  expect(lintLines(documentsErrors, contract)).toEqual([
    "/paths/~1a~1{id}/post/responses: POST /a/{} does not say how it fails: 401 (it needs a credential), 404 (its path has an id), 4xx (it takes input that may be wrong).",
  ]);
});

test("a PUT that creates what is not there needs no 404", () => {
  const contract = `
paths:
  /a/{id}: {put: {responses: {"200": {description: replaced}, "201": {description: created}}}}
`;
  expect(lintPointers(documentsErrors, contract)).toEqual([]);
});
