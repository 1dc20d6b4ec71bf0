import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { timestampsAreDateTimes } from "./timestamps-are-date-times.ts";

test("numbers, other formats and words that only end like one are fine", () => {
  const contract = `
paths:
  /a: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {created_at: {type: integer}, start_at: {type: string, format: date}, chat: {type: string}, flat: {type: string}, whatever: {type: string}}}}}}, responses: {"201": {description: ok}}}}
`;
  expect(lintPointers(timestampsAreDateTimes, contract)).toEqual([]);
});

test("camelCase and nullable ones are found", () => {
  const contract = `
paths:
  /a: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {updatedAt: {anyOf: [{type: string}, {type: "null"}]}}}}}}, responses: {"201": {description: ok}}}}
`;
  expect(lintPointers(timestampsAreDateTimes, contract)).toEqual([
    "/paths/~1a/post/requestBody/content/application~1json/schema/properties/updatedAt/anyOf/0",
  ]);
});
