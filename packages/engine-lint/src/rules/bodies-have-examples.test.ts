import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { bodiesHaveExamples } from "./bodies-have-examples.ts";

test("examples of the properties are an example; a shared schema is one finding", () => {
  const contract = `
paths:
  /a: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {sku: {type: string, example: A-1}, n: {type: integer, default: 1}}}}}}, responses: {"201": {description: ok}}}}
  /b: {post: &p {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}, responses: {"201": {description: ok}}}}
  /c: {post: *p}
components: {schemas: {Order: {type: object, properties: {note: {type: string}}}}}
`;
  expect(lintPointers(bodiesHaveExamples, contract)).toEqual(["/components/schemas/Order"]);
});
