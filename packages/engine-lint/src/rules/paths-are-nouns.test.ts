import { expect, test } from "vitest";
import { lintLines } from "../../tests/lint-yaml.ts";
import { pathsAreNouns } from "./paths-are-nouns.ts";

const op = `{get: {responses: {"200": {description: ok}}}}`;

test("names that only begin like a verb, custom methods and nouns are fine", () => {
  expect(
    lintLines(
      pathsAreNouns,
      `paths: {/updates: ${op}, /getaways: ${op}, "/orders/{id}:cancel": ${op}, /changes: ${op}, /read-models: ${op}}`,
    ),
  ).toEqual([]);
});

test("a verb in the middle is one finding, at the first path that has it", () => {
  expect(lintLines(pathsAreNouns, `paths: {/fetchOrders/all: ${op}, "/fetchOrders/{id}": ${op}}`)).toEqual([
    "/paths/~1fetchOrders~1all: `fetchOrders` tells what to do, where a path names what it is done to.",
  ]);
});
