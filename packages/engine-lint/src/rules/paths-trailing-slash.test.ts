import { expect, test } from "vitest";
import { lintLines, lintPointers } from "../../tests/lint-yaml.ts";
import { pathsTrailingSlash } from "./paths-trailing-slash.ts";

test("an API where all paths end with a slash, as Django's do, is at peace", () => {
  const contract = `
paths:
  /orders/: {get: {responses: {"200": {description: ok}}}}
  /orders/{id}/: {get: {responses: {"200": {description: ok}}}}
  /: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(pathsTrailingSlash, contract)).toEqual([]);
});

test("in such an API the path without is the odd one", () => {
  const contract = `
paths:
  /orders/: {get: {responses: {"200": {description: ok}}}}
  /orders/{id}/: {get: {responses: {"200": {description: ok}}}}
  /health: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintLines(pathsTrailingSlash, contract)).toEqual([
    "/paths/~1health: `/health` ends without a slash, where most paths of this API end with one.",
  ]);
});
