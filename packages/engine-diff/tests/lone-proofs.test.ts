import { describe, expect, test } from "vitest";
import { changesOf, exchange } from "./diff.ts";
import type { Node } from "./diff.ts";

const text = { type: "string" };
const object = (properties: Node, required: readonly string[] = []): Node => ({ type: "object", properties, required });
/** The proof of each breaking change, by its place. */
function proofs(base: Node, revision: Node): { readonly [place: string]: unknown } {
  return Object.fromEntries(
    changesOf(base, revision)
      .filter(({ level }) => level === "breaking")
      .map(({ coordinate, witness }) => [coordinate.split("#")[1], witness?.value]),
  );
}

describe("a proof shows its own change only", () => {
  test("beside members that break too", () => {
    const before = object({ id: text, count: { type: "integer" }, tags: { type: "array", items: text } }, ["id"]);
    const after = object({ id: text, count: text, tags: { type: "array", items: { type: "integer" } } });
    expect(proofs(exchange(true, before), exchange(true, after))).toEqual({
      "response.200.id": {},
      "response.200.count": { count: "string", id: "string" },
      "response.200.tags[]": { id: "string", tags: [0] },
    });
  });

  test("beside a member that is needed from now on", () => {
    const before = object({ a: text, b: { type: "integer" } });
    const after = object({ a: text, b: { type: "integer", maximum: 5 } }, ["a"]);
    expect(proofs(exchange(before, true), exchange(after, true))).toEqual({
      "request.body.a": {},
      "request.body.b": { a: "string", b: 6 },
    });
  });

  test("and says so when the changes cannot be told apart", () => {
    const before = object({ kind: { enum: ["a"] } }, ["kind"]);
    const after = object({ kind: { enum: ["b"] }, more: text }, ["kind", "more"]);
    expect(proofs(exchange(before, true), exchange(after, true))["request.body.more"]).toEqual({ kind: "a" });
  });
});
