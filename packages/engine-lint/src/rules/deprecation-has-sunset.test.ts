import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { deprecationHasSunset } from "./deprecation-has-sunset.ts";

test("a date as x-sunset is enough", () => {
  const contract = `
paths:
  /a: {get: {deprecated: true, x-sunset: 2027-01-31, responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(deprecationHasSunset, contract)).toEqual([]);
});
