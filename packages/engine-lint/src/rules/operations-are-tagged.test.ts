import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { operationsAreTagged } from "./operations-are-tagged.ts";

test("a small API needs none", () => {
  const contract = `
paths: {/a: {get: {responses: {"200": {description: ok}}}, put: {responses: {"200": {description: ok}}}}}
`;
  expect(lintPointers(operationsAreTagged, contract)).toEqual([]);
});
