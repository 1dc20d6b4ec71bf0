import { expect, test } from "vitest";
import { lintPointers, lintYaml } from "../../tests/lint-yaml.ts";
import { operationIdPresent } from "./operation-id-present.ts";

test("an empty one is none", () => {
  const contract = `
paths: {/a: {get: {operationId: "", responses: {"200": {description: ok}}}, put: {operationId: putA, responses: {"200": {description: ok}}}}}
`;
  expect(lintPointers(operationIdPresent, contract)).toEqual(["/paths/~1a/get"]);
});

test("the hint proposes a name", () => {
  const ok = `{responses: {"200": {description: ok}}}`;
  const findings = lintYaml(
    operationIdPresent,
    `paths: {/gift-cards: {get: ${ok}, post: ${ok}}, "/categories/{id}": {get: ${ok}, delete: ${ok}}}`,
  );
  expect(findings.map(({ hint }) => /`(.*)`/.exec(hint ?? "")?.[1])).toEqual([
    "listGiftCards",
    "createGiftCard",
    "getCategory",
    "deleteCategory",
  ]);
});
