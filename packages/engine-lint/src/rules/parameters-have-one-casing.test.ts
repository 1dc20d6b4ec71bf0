import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { parametersHaveOneCasing } from "./parameters-have-one-casing.ts";

test("single words, names with dots and brackets, and headers show no casing", () => {
  const contract = `
paths:
  /orders:
    get:
      parameters:
        - {name: created_after, in: query, schema: {type: string}}
        - {name: customer_id, in: query, schema: {type: string}}
        - {name: q, in: query, schema: {type: string}}
        - {name: "filter[createdAt]", in: query, schema: {type: string}}
        - {name: $orderBy, in: query, schema: {type: string}}
        - {name: X-Request-Id, in: header, schema: {type: string}}
      responses: {"200": {description: ok}}
`;
  expect(lintPointers(parametersHaveOneCasing, contract)).toEqual([]);
});

test("a shared parameter is one finding", () => {
  const contract = `
paths:
  /orders: {get: &get {parameters: [{$ref: "#/components/parameters/a"}, {$ref: "#/components/parameters/b"}, {$ref: "#/components/parameters/c"}], responses: {"200": {description: ok}}}}
  /invoices: {get: *get}
components:
  parameters:
    a: {name: created_after, in: query, schema: {type: string}}
    b: {name: customer_id, in: query, schema: {type: string}}
    c: {name: sortBy, in: query, schema: {type: string}}
`;
  expect(lintPointers(parametersHaveOneCasing, contract)).toEqual(["/components/parameters/c"]);
});
