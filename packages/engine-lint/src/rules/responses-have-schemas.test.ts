import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { responsesHaveSchemas } from "./responses-have-schemas.ts";

test("files, 201 and shared schemas are fine; `{}` of a generator is not", () => {
  const contract = `
paths:
  /a: {get: {responses: {"200": {description: ok, content: {application/pdf: {}}}}}}
  /b: {post: {responses: {"201": {description: ok, content: {application/json: {}}}}}}
  /c: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/C"}}}}}}}
  /d: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {}}}}}}}
components: {schemas: {C: {type: object}}}
`;
  expect(lintPointers(responsesHaveSchemas, contract)).toEqual(["/paths/~1d/get/responses/200/content/application~1json"]);
});
