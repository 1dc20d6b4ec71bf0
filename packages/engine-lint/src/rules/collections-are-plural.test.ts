import { expect, test } from "vitest";
import { lintLines, lintPointers } from "../../tests/lint-yaml.ts";
import { collectionsArePlural } from "./collections-are-plural.ts";

test("uncountable nouns, `x_of_y`, participles, file paths and custom methods pass", () => {
  const contract = `
paths:
  /metadata/{id}: {get: {responses: {"200": {description: ok}}}}
  /codes_of_conduct/{id}: {get: {responses: {"200": {description: ok}}}}
  /contents/{path}: {get: {responses: {"200": {description: ok}}}}
  /user/starred/{id}: {get: {responses: {"200": {description: ok}}}}
  /people/{id}: {get: {responses: {"200": {description: ok}}}}
  /me: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(collectionsArePlural, contract)).toEqual([]);
});

test("one finding for all paths below a collection, with the plural to write", () => {
  const contract = `
paths:
  /order-category/{id}: {get: {responses: {"200": {description: ok}}}, delete: {responses: {"200": {description: ok}}}}
  /order-category/{id}/items: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintLines(collectionsArePlural, contract)).toEqual([
    "/paths/~1order-category~1{id}: `order-category` is a collection of things with ids, and reads as one thing.",
  ]);
});
