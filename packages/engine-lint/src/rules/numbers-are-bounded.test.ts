import { expect, test } from "vitest";
import { lintLines } from "../../tests/lint-yaml.ts";
import { numbersAreBounded } from "./numbers-are-bounded.ts";

test("only quantities, and only what is missing", () => {
  const contract = `
paths:
  /a: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {price: {type: number, minimum: 0}, year: {type: integer}, retryCount: {type: integer, minimum: 0, maximum: 9}, size: {type: string}}}}}}, responses: {"201": {description: ok}}}}
`;
  expect(lintLines(numbersAreBounded, contract)).toEqual([
    "/paths/~1a/post/requestBody/content/application~1json/schema/properties/price: `price` is a quantity without maximum.",
  ]);
});
