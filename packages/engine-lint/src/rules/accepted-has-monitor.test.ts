import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { acceptedHasMonitor } from "./accepted-has-monitor.ts";

test("a body or a link may tell it as well", () => {
  const contract = `
paths:
  /a: {post: {responses: {"202": {description: ok, content: {application/json: {schema: {type: object}}}}}}}
  /b: {post: {responses: {"202": {description: ok, links: {status: {operationId: getStatus}}}}}}
`;
  expect(lintPointers(acceptedHasMonitor, contract)).toEqual([]);
});
