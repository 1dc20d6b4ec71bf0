import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { versionIsTold } from "./version-is-told.ts";

test("a path, a date, a header, a query parameter and a media type all tell it", () => {
  const contract = `
servers: [{url: "https://api.example.com"}]
paths:
  /2024-10-01/orders: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(versionIsTold, contract)).toEqual([]);
});

test("a header tells it", () => {
  const contract = `
paths:
  /orders: {get: {parameters: [{name: X-Api-Version, in: header, schema: {type: string}}], responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(versionIsTold, contract)).toEqual([]);
});

test("a contract without operations has nothing to version", () => {
  const contract = `
info: {title: Nothing, version: "1"}
`;
  expect(lintPointers(versionIsTold, contract)).toEqual([]);
});
