import { expect, test } from "vitest";
import { lintLines, lintPointers } from "../../tests/lint-yaml.ts";
import { httpsOnly } from "./https-only.ts";

test("relative, local and cluster addresses are fine", () => {
  const contract = `
servers: [{url: /v1}, {url: "http://localhost:8080"}, {url: "http://127.0.0.1"}, {url: "http://orders:8080/v1"}, {url: "http://orders.internal"}, {url: "{scheme}://api.example.com"}]
`;
  expect(lintPointers(httpsOnly, contract)).toEqual([]);
});

test("token endpoints count", () => {
  const contract = `
components: {securitySchemes: {o: {type: oauth2, flows: {clientCredentials: {tokenUrl: "http://auth.example.com/token", scopes: {}}}}}}
`;
  expect(lintLines(httpsOnly, contract)).toEqual([
    "/components/securitySchemes/o: `o` sends credentials to `http://auth.example.com/token`, unencrypted.",
  ]);
});
