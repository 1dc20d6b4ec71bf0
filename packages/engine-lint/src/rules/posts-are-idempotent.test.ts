import { expect, test } from "vitest";
import { lintLines } from "../../tests/lint-yaml.ts";
import { postsAreIdempotent } from "./posts-are-idempotent.ts";

test("where some take the key, those that do not are named", () => {
  const contract = `
paths:
  /a: {post: {parameters: [{name: idempotency-key, in: header, schema: {type: string}}], responses: {"201": {description: ok}}}}
  /b: {post: {responses: {"201": {description: ok}}}}
  /search: {post: {responses: {"200": {description: ok}}}}
`;
  expect(lintLines(postsAreIdempotent, contract)).toEqual([
    "/paths/~1b/post: POST /b takes no `Idempotency-Key`, as others of this API do.",
  ]);
});
