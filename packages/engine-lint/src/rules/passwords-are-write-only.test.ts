import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { passwordsAreWriteOnly } from "./passwords-are-write-only.ts";

test("what is said of a password is none", () => {
  const contract = `
paths:
  /orders:
    get:
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: object, properties: {password_changed_at: {type: string}, password: {type: boolean}, passwordPolicy: {type: string}, cvc_check: {type: string}}}}}}
`;
  expect(lintPointers(passwordsAreWriteOnly, contract)).toEqual([]);
});

test("requests have passwords by right", () => {
  const contract = `
paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {password: {type: string, maxLength: 99}}}}}}
      responses: {"201": {description: ok}}
`;
  expect(lintPointers(passwordsAreWriteOnly, contract)).toEqual([]);
});

test("hashes and security codes as well", () => {
  const contract = `
paths:
  /orders:
    get:
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: object, properties: {password_hash: {type: string}, cvc: {type: string}}}}}}
`;
  expect(lintPointers(passwordsAreWriteOnly, contract)).toEqual([
    "/paths/~1orders/get/responses/200/content/application~1json/schema/properties/password_hash",
    "/paths/~1orders/get/responses/200/content/application~1json/schema/properties/cvc",
  ]);
});
