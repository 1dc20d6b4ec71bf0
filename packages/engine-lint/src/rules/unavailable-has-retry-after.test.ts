import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { unavailableHasRetryAfter } from "./unavailable-has-retry-after.ts";

test("a shared response is one finding; other errors of the server are not meant", () => {
  const contract = `
paths:
  /a: {get: &get {responses: {"503": {$ref: "#/components/responses/Down"}, "500": {description: failed}, 5XX: {description: any}}}}
  /b: {get: *get}
components: {responses: {Down: {description: down}}}
`;
  expect(lintPointers(unavailableHasRetryAfter, contract)).toEqual(["/components/responses/Down"]);
});
