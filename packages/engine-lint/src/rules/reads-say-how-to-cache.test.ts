import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { readsSayHowToCache } from "./reads-say-how-to-cache.ts";

test("one header anywhere shows that somebody has thought of it", () => {
  const contract = `
paths:
  /a: {get: {responses: {"200": {description: ok, headers: {etag: {schema: {type: string}}}}}}}
  /b: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(readsSayHowToCache, contract)).toEqual([]);
});

test("an API without reads has nothing to cache", () => {
  const contract = `
paths:
  /a: {post: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(readsSayHowToCache, contract)).toEqual([]);
});
