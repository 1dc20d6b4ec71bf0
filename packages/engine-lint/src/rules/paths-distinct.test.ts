import { expect, test } from "vitest";
import { lintLines, lintPointers } from "../../tests/lint-yaml.ts";
import { pathsDistinct } from "./paths-distinct.ts";

test("a trailing slash or another literal makes another path", () => {
  const contract = `
paths:
  /orders/{id}: {get: {responses: {"200": {description: ok}}}}
  /orders/{id}/: {get: {responses: {"200": {description: ok}}}}
  /invoices/{id}: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(pathsDistinct, contract)).toEqual([]);
});

test("the second one is told where the first one is", () => {
  const contract = `
paths:
  /a/{x}/b/{y}: {get: {responses: {"200": {description: ok}}}}
  /a/{y}/b/{x}: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintLines(pathsDistinct, contract)).toEqual([
    "/paths/~1a~1{y}~1b~1{x}: `/a/{y}/b/{x}` and `/a/{x}/b/{y}` are one path with two parameter names, which OpenAPI forbids.",
  ]);
});
