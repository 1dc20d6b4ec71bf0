import { expect, test } from "vitest";
import { lineDiff } from "./line-diff.ts";

const write = (before: string, after: string) =>
  lineDiff(before, after)
    .map(({ kind, text }) => `${{ same: " ", added: "+", removed: "-" }[kind]}${text}`)
    .join("|");

test("marks the lines that are not in both", () => {
  expect(write("a\nb\nc", "a\nx\nc\nd")).toBe(" a|-b|+x| c|+d");
  expect(write("a\na\na", "a\na")).toBe(" a| a|-a");
  expect(write("", "a")).toBe("-|+a");
  expect(write("a", "a")).toBe(" a");
});

test("does not compare what is too long line by line", () => {
  const before = Array.from({ length: 3000 }, (_, index) => `old ${index}`).join("\n");
  const after = Array.from({ length: 3000 }, (_, index) => `new ${index}`).join("\n");
  expect(lineDiff(`first\n${before}`, `first\n${after}`)).toHaveLength(6001);
});
