import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { noContentIsEmpty } from "./no-content-is-empty.ts";

test("304 counts, and content without a schema does not", () => {
  const contract = `
paths:
  /a: {get: {responses: {"304": {description: same, content: {application/json: {schema: {type: object}}}}}}}
  /b: {delete: {responses: {"204": {description: gone, content: {application/json: {}}}}}}
`;
  expect(lintPointers(noContentIsEmpty, contract)).toEqual(["/paths/~1a/get/responses/304/content/application~1json"]);
});
