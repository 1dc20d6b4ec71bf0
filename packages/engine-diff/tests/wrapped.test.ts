import { expect, test } from "vitest";
import { changesOf, exchange, outline } from "./diff.ts";
import type { Node } from "./diff.ts";

const order = (more: Node): Node => ({ type: "object", required: ["id"], properties: { id: { type: "string", ...more } } });

test("a schema that becomes one of several alternatives is compared with that one, to the deepest place", () => {
  const [before, after] = [order({}), { oneOf: [order({ maxLength: 5 }), { type: "string" }] }];
  expect(outline(changesOf(exchange(before, true), exchange(after, true)))).toEqual([
    "breaking request-max-length-narrowed POST /orders#request.body.id",
    "safe request-union-widened POST /orders#request.body",
  ]);
  expect(outline(changesOf(exchange(true, before), exchange(true, after)))).toEqual([
    "breaking response-union-widened POST /orders#response.200",
    "safe response-max-length-narrowed POST /orders#response.200.id",
  ]);
  expect(outline(changesOf(exchange(after, true), exchange(before, true)))).toEqual([
    "breaking request-union-narrowed POST /orders#request.body",
    "safe request-max-length-widened POST /orders#request.body.id",
  ]);
});
