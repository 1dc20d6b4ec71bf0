import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { versionIsSingle } from "./version-is-single.ts";

test("health checks need no version, forgotten paths do", () => {
  const contract = `
paths:
  /v1/orders: {get: {responses: {"200": {description: ok}}}}
  /v1/customers: {get: {responses: {"200": {description: ok}}}}
  /v1/invoices: {get: {responses: {"200": {description: ok}}}}
  /healthz: {get: {responses: {"200": {description: ok}}}}
  /carts: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(versionIsSingle, contract)).toEqual(["/paths/~1carts"]);
});
