import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { corsIsNotOpen } from "./cors-is-not-open.ts";

test("a public API without cookies may be open", () => {
  const contract = `
paths:
  /a: {get: {responses: {"200": {description: ok, headers: {Access-Control-Allow-Origin: {schema: {type: string, default: "*"}}}}}}}
`;
  expect(lintPointers(corsIsNotOpen, contract)).toEqual([]);
});
