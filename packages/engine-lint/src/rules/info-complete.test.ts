import { expect, test } from "vitest";
import { lintLines } from "../../tests/lint-yaml.ts";
import { infoComplete } from "./info-complete.ts";

test("blank is missing", () => {
  const contract = `
info: {title: " ", version: 1.0.0}
`;
  expect(lintLines(infoComplete, contract)).toEqual(["/info: The contract has no title."]);
});
