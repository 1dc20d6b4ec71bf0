import { expect, test } from "vitest";
import { lintLines } from "../../tests/lint-yaml.ts";
import { writesAreSecured } from "./writes-are-secured.ts";

test("an optional credential is told apart, and public on purpose is respected", () => {
  const contract = `
paths:
  /a: {post: {security: [{}, {key: []}], responses: {"200": {description: ok}}}}
  /b: {post: {security: [], responses: {"200": {description: ok}}}}
  /c: {post: {responses: {"200": {description: ok}}}}
  /d: {get: {responses: {"200": {description: ok}}}}
components: {securitySchemes: {key: {type: http, scheme: bearer}}}
`;
  expect(lintLines(writesAreSecured, contract)).toEqual([
    "/paths/~1a/post: POST /a changes something, and its credential is optional.",
    "/paths/~1c/post: POST /c changes something and needs no credential.",
  ]);
});
