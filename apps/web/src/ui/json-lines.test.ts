import { expect, it } from "vitest";
import { jsonLines } from "./json-lines.ts";

const shown = (value: Parameters<typeof jsonLines>[0], mark?: string) =>
  jsonLines(value, mark).lines.map(
    ({ depth, name, text, marked }) => `${marked ? ">" : " "}${"  ".repeat(depth)}${name}${name && ": "}${text}`,
  );

it("marks the offending member and nothing around it", () => {
  expect(shown({ id: "a", items: [{ sku: null }] }, "/items/0/sku")).toEqual([
    " {",
    '   "id": "a",',
    '   "items": [',
    "     {",
    '>      "sku": null',
    "     }",
    "   ]",
    " }",
  ]);
});

it("marks a whole subtree", () => {
  expect(shown({ a: { b: [] } }, "/a")).toEqual([" {", '>  "a": {', '>    "b": []', ">  }", " }"]);
});

it("shows a marked member that is missing", () => {
  expect(shown({ items: [{}] }, "/items/0/sku")).toEqual([
    " {",
    '   "items": [',
    "     {",
    '>      "sku": missing',
    "     }",
    "   ]",
    " }",
  ]);
});

it("keeps names with slashes and tildes apart", () => {
  expect(shown({ "a/b": 1, "a~b": 2 }, "/a~1b")).toEqual([" {", '>  "a/b": 1,', '   "a~b": 2', " }"]);
});

it("stops at a readable length", () => {
  const { lines, cut } = jsonLines(
    Array.from({ length: 10_000 }, (_, index) => index),
    undefined,
  );
  expect(cut).toBe(true);
  expect(lines.length).toBeLessThan(500);
});
