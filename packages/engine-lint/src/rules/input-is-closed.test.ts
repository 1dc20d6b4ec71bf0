import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { inputIsClosed } from "./input-is-closed.ts";

test("a map without declared members, and extra members with a schema, are fine", () => {
  const contract = `
paths:
  /a: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {labels: {type: object, additionalProperties: true}}, additionalProperties: {type: string}}}}}, responses: {"201": {description: ok}}}}
`;
  expect(lintPointers(inputIsClosed, contract)).toEqual([]);
});
