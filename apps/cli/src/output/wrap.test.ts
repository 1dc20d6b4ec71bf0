import { expect, it } from "vitest";
import { wrap } from "./wrap.ts";

it("breaks between words and indents what follows", () => {
  expect(wrap("one two three four five six", { width: 22, indent: 2 })).toBe("one two three four\n  five six");
});

it("keeps a word that is longer than the line, and every word", () => {
  const long = "/v1/organizations/{organization}/services";
  expect(wrap(`see ${long} there`, { width: 24, indent: 4 })).toBe(`see\n    ${long}\n    there`);
});

it("leaves text alone where there is no limit", () => {
  const text = "word ".repeat(100);
  expect(wrap(text, { width: Number.POSITIVE_INFINITY, indent: 10 })).toBe(text);
});
