import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { headerParametersCount } from "./header-parameters-count.ts";

test("Swagger 2.0 has no such rule, other headers are fine", () => {
  const contract = `
swagger: "2.0"
paths:
  /a: {get: {parameters: [{name: Authorization, in: header, type: string}], responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(headerParametersCount, contract)).toEqual([]);
});
