import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { moneyIsExact } from "./money-is-exact.ts";

test("numbers without a binary format, what is no money, and amounts of anything", () => {
  const contract = `
paths:
  /orders:
    get:
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: object, properties: {price: {type: number}, amount: {type: number, format: double}, latitude: {type: number, format: double}, coffee: {type: number, format: float}}}}}}
`;
  expect(lintPointers(moneyIsExact, contract)).toEqual([]);
});

test("in both casings, in answers too", () => {
  const contract = `
paths:
  /orders:
    get:
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: object, properties: {unit_price: {type: number, format: float}, totalAmount: {type: number, format: double}}}}}}
`;
  expect(lintPointers(moneyIsExact, contract)).toEqual([
    "/paths/~1orders/get/responses/200/content/application~1json/schema/properties/unit_price",
    "/paths/~1orders/get/responses/200/content/application~1json/schema/properties/totalAmount",
  ]);
});
