import { expect, test } from "vitest";
import { lintLines } from "../../tests/lint-yaml.ts";
import { securityIsDeclared } from "./security-is-declared.ts";

test("the top level counts, once for all operations", () => {
  const contract = `
security: [{tokn: []}]
paths:
  /a: {get: {responses: {"200": {description: ok}}}, post: {responses: {"200": {description: ok}}}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
`;
  expect(lintLines(securityIsDeclared, contract)).toEqual([
    "/security/0: The security scheme `tokn` is required here and declared nowhere.",
  ]);
});
