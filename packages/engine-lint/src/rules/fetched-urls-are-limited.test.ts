import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { fetchedUrlsAreLimited } from "./fetched-urls-are-limited.ts";

test("links that are only shown, and lists of allowed URLs", () => {
  const contract = `
paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {homepage_url: {type: string, format: uri}, avatarUrl: {type: string, format: uri}, callback_url: {type: string, enum: [https://a.example/hook]}, webhook: {type: boolean}}}}}}
      responses: {"201": {description: ok}}
`;
  expect(lintPointers(fetchedUrlsAreLimited, contract)).toEqual([]);
});

test("in both casings", () => {
  const contract = `
paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {webhook_url: {type: string}, orderCallbackUri: {type: string}}}}}}
      responses: {"201": {description: ok}}
`;
  expect(lintPointers(fetchedUrlsAreLimited, contract)).toEqual([
    "/paths/~1orders/post/requestBody/content/application~1json/schema/properties/webhook_url",
    "/paths/~1orders/post/requestBody/content/application~1json/schema/properties/orderCallbackUri",
  ]);
});
