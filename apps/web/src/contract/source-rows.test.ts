import { expect, it } from "vitest";
import { cutIntoRows } from "./source-rows.ts";

const all = (text: string) => {
  const rows = cutIntoRows(text);
  return Array.from({ length: rows.count }, (_, index) => rows.row(index));
};

it("gives every line one row, the empty ones too", () => {
  expect(all("a\n\nb\n").map(({ line, text }) => `${line}:${text}`)).toEqual(["1:a", "2:", "3:b", "4:"]);
});

it("cuts a minified line into rows that keep its number, and loses no character", () => {
  const text = `first\n${"x".repeat(1000)}\nlast`;
  const rows = all(text);
  expect(rows.map(({ line, continued }) => `${line}${continued ? "+" : ""}`)).toEqual(["1", "2", "2+", "2+", "3"]);
  expect(
    rows
      .slice(1, 4)
      .map((row) => row.text)
      .join(""),
  ).toBe("x".repeat(1000));
});

it("finds the row of a place, also far into a long line and beyond the end", () => {
  const rows = cutIntoRows(`first\n${"x".repeat(1000)}\nlast`);
  expect(rows.rowOf(1, 1)).toBe(0);
  expect(rows.rowOf(2, 1)).toBe(1);
  expect(rows.rowOf(2, 801)).toBe(3);
  expect(rows.rowOf(2, 99_999)).toBe(3);
  expect(rows.rowOf(3, 2)).toBe(4);
  expect(rows.rowOf(77, 1)).toBe(4);
});

it("searches forwards and backwards, and goes round", () => {
  const rows = cutIntoRows("Alpha\nbeta\nalpha\ngamma");
  expect(rows.find("alpha", -1, 1)).toBe(0);
  expect(rows.find("alpha", 0, 1)).toBe(2);
  expect(rows.find("alpha", 2, 1)).toBe(0);
  expect(rows.find("alpha", 2, -1)).toBe(0);
  expect(rows.find("alpha", 0, -1)).toBe(2);
  expect(rows.find("delta", 0, 1)).toBeUndefined();
});

it("does not show the carriage return of a Windows line end", () => {
  expect(all("a\r\nb").map(({ text }) => text)).toEqual(["a", "b"]);
});

it("cuts seven megabytes at once", () => {
  const text = `${'  "name": "value",\n'.repeat(350_000)}`;
  expect(cutIntoRows(text).lineCount).toBe(350_001);
});
