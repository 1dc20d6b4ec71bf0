import type { Json } from "@surety/model/json";
import { describe, expect, it } from "vitest";
import { columnsOf } from "../src/shown-json.ts";
import { witnessLines } from "../src/witness-lines.ts";
import { indented, witnessText } from "../src/witness-text.ts";
import { hostile } from "./reports.ts";

const show = (value: Json, mark: string, missing = false, width = 60): string =>
  `\n${witnessText({ value, mark, ...(missing ? { missing } : {}) }, width).join("\n")}\n`;

describe("a payload for reading", () => {
  it("stands on one line, with the offending place underlined", () => {
    expect(show({ id: 1, items: [{ sku: "a" }] }, "/items/0/sku")).toBe(`
{"id": 1, "items": [{"sku": "a"}]}
                            ^^^
`);
  });

  it("underlines the object that lacks a member, and names the member", () => {
    expect(show({ items: [{}] }, "/items/0/sku", true)).toBe(`
{"items": [{}]}
           ^^ "sku" is missing
`);
    expect(show({}, "/sku", true)).toBe(`
{}
^^ "sku" is missing
`);
  });

  it("needs no mark when all of it is wrong", () => expect(show("popularity", "")).toBe('\n"popularity"\n'));

  it("counts columns, not characters", () => {
    expect(show({ 名前: "東京", e: "e\u0301👍🏽" }, "/e")).toBe(`
{"名前": "東京", "e": "e\u0301👍🏽"}
                      ^^^^^^^
`);
    expect(columnsOf("東e\u0301")).toBe(3);
  });

  it("opens what leads to the place when a line is too short, and leaves out what is far from it", () => {
    const far = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`field${index}`, { text: "x".repeat(200) }]));
    expect(show({ ...far, items: [{ ok: 1 }, { quantity: 1 }], total: 2 }, "/items/1/sku", true)).toBe(`
{
  …
  "items": [
    {"ok": 1},
    {
      "quantity": 1
      "sku"  ← is missing
    }
  ],
  …
}
`);
  });

  it("says how long what it cuts is", () => {
    expect(indented({ value: { name: "é".repeat(81) }, mark: "/name" }, "←")).toContain(
      `  "name": "${"é".repeat(59)}…"  ← here: 81 characters`,
    );
    expect(indented({ value: Array.from({ length: 9 }, () => 0), mark: "" }, "←")[0]).toBe("[  ← here: 9 items");
  });

  it("stays short whatever the payload is", () => {
    let deep: Json = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field${index}`, "x".repeat(1000)]));
    for (let depth = 0; depth < 500; depth += 1) deep = { child: deep };
    for (const mark of ["", "/child".repeat(500), "/absent/x", "/child/child/absent"]) {
      expect(indented({ value: deep, mark }, "←").length).toBeLessThan(200);
      expect(indented({ value: deep, mark, missing: true }, "←").filter((line) => line.includes("←"))).toHaveLength(1);
    }
  });

  it.each(hostile)("never steers a terminal, with %s", (_, text) => {
    for (const [value, mark] of [
      [{ [text]: text }, ""],
      [{ a: [text, { [text]: text }] }, "/a/1"],
    ] as const) {
      const lines = [...witnessText({ value, mark }, 60), ...witnessText({ value, mark }, 10)];
      // oxlint-disable-next-line no-control-regex
      for (const line of lines)
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/u);
      for (const line of lines) expect(line.length).toBeLessThan(600);
    }
  });

  it("marks the lines of the offending place", () => {
    const lines = witnessLines({ value: { a: { b: 1 }, c: 2 }, mark: "/a" });
    expect(lines.map(({ marked }) => marked)).toEqual([false, true, true, true, false, false]);
  });
});
