import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { noBasicAuth } from "./no-basic-auth.ts";

test("flows of OAuth that are withdrawn count", () => {
  const contract = `
components:
  securitySchemes:
    login: {type: oauth2, flows: {implicit: {authorizationUrl: "https://a.example.com", scopes: {}}, authorizationCode: {authorizationUrl: "https://a.example.com", tokenUrl: "https://a.example.com", scopes: {}}}}
    key: {type: apiKey, in: header, name: X-Api-Key}
`;
  expect(lintPointers(noBasicAuth, contract)).toEqual(["/components/securitySchemes/login"]);
});
