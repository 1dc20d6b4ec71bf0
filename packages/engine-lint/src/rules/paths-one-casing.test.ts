import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { pathsOneCasing } from "./paths-one-casing.ts";

test("one-word segments, acronyms, dates and file endings take no side", () => {
  const contract = `
paths:
  /line-items: {get: {responses: {"200": {description: ok}}}}
  /gift-cards: {get: {responses: {"200": {description: ok}}}}
  /2024-01-01/SMS/orders.json: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(pathsOneCasing, contract)).toEqual([]);
});

test("without a majority nobody is wrong", () => {
  const contract = `
paths:
  /line-items: {get: {responses: {"200": {description: ok}}}}
  /giftCards: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(pathsOneCasing, contract)).toEqual([]);
});
