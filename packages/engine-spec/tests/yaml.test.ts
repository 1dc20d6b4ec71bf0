import { describe, expect, it } from "vitest";
import { read, refusal } from "./read.ts";

const HEAD = 'openapi: 3.0.0\ninfo: {title: t, version: "1"}\npaths: {}\n';
const extension = (yaml: string): unknown => JSON.parse(JSON.stringify(read(`${HEAD}x-a:${yaml}`).document["x-a"]));

describe("YAML", () => {
  it.each<[string, unknown]>([
    [" no", "no"],
    [" yes", "yes"],
    [" on", "on"],
    [" 2024-01-31", "2024-01-31"],
    [" 12:30:00", "12:30:00"],
    [" true", true],
    [" True", true],
    [" null", null],
    [" ~", null],
    ["", null],
    [" 12", 12],
    [" +12", 12],
    [" -1", -1],
    [" 0x1F", 31],
    [" 0o17", 15],
    [" 017", 17],
    [" 1_000", "1_000"],
    [" 1e3", 1000],
    [" .5", 0.5],
    [" 1.", 1],
    [" .", "."],
    [" .inf", ".inf"],
    [' "12"', "12"],
    [" '12'", "12"],
    [" !!str 12", "12"],
    [" ! 12", "12"],
    [" |\n  one\n  two\n", "one\ntwo\n"],
    [" >-\n  one\n  two\n", "one two"],
    [" 1.2.3", "1.2.3"],
    [" {200: ok, null: n, true: t, 1.0: f}", { 200: "ok", null: "n", true: "t", "1.0": "f" }],
    [" {? a : b}", { a: "b" }],
    [" [a: 1]", [{ a: 1 }]],
    ["\n  - &x {b: 1}\n  - *x", [{ b: 1 }, { b: 1 }]],
    ["\n  __proto__: {polluted: 1}\n  constructor: 2", JSON.parse('{"__proto__":{"polluted":1},"constructor":2}')],
  ])("reads%j by the core schema", (yaml, value) => {
    expect(extension(yaml)).toEqual(value);
  });

  it("merges `<<`, own members first, and notes it once", () => {
    expect(extension('\n  - &a {x: 1, y: 1}\n  - &b {y: 2, z: 2}\n  - {<<: *a, x: 0}\n  - {z: 0, <<: [*a, *b]}\n  - {"<<": 1}')).toEqual([
      { x: 1, y: 1 },
      { y: 2, z: 2 },
      { x: 0, y: 1 },
      { z: 0, x: 1, y: 1 },
      { "<<": 1 },
    ]);
    expect(read(`${HEAD}x-a: &a {b: 1}\nx-b: {<<: *a}\nx-c: {<<: *a}`).problems.map(({ code, line }) => [code, line])).toEqual([
      ["merge-key", 5],
    ]);
  });

  it("gives the same object for an alias", () => {
    const { document } = read(`${HEAD}x-a: &a {b: 1}\nx-b: *a`);
    expect(document["x-a"]).toBe(document["x-b"]);
  });

  it.each<[string, string, string, number, number, RegExp]>([
    ["a duplicate key", "a: 1\nb: 2\na: 3", "duplicate-key", 6, 1, /"a" is already in this mapping/],
    ["a duplicate status", 'a: {200: x, "200": y}', "duplicate-key", 4, 13, /"200" is already/],
    ["a second document", "a: 1\n---\nb: 1", "several-documents", 6, 1, /second YAML document/],
    ["a tag for files", "a: !include other.yaml", "yaml-tag", 4, 4, /!include/],
    ["an unknown tag on a mapping", "a: !Ref {b: 1}", "yaml-tag", 4, 4, /!Ref/],
    ["an unknown alias", "a: *b", "yaml-alias", 4, 4, /\*b has no anchor/],
    ["an alias in its own anchor", "a: &b [*b]", "yaml-alias", 4, 8, /never end/],
    ["an unrendered template", "a:\n  {{ name }}: 1", "yaml-key", 5, 3, /stands where a key belongs/],
    ["a merge of text", "a: {<<: b}", "yaml-merge", 4, 9, /takes a mapping/],
    ["a tab", "a:\n\tb: 1", "yaml-syntax", 5, 1, /tab/],
    ["a broken indentation", "a:\n   b: 1\n  c: 2", "yaml-syntax", 6, 3, /indentation/],
    ["an open quote", 'a: "b', "yaml-syntax", 4, 6, /unexpected end/],
    ["an open bracket", "a: [1, 2", "yaml-syntax", 4, 9, /unexpected end|flow collection/],
  ])("names %s with line and column", (_what, yaml, code, line, column, message) => {
    expect(refusal(HEAD + yaml)).toMatchObject({ code, fatal: true, line, column, message: expect.stringMatching(message) });
  });

  it("refuses expansions by aliases before they cost anything", () => {
    let bomb = `${HEAD}x-0: &a0 [1, 1]\n`;
    for (let at = 1; at <= 30; at += 1) bomb += `x-${at}: &a${at} [*a${at - 1}, *a${at - 1}]\n`;
    expect(refusal(bomb)).toMatchObject({ code: "too-many-nodes", line: 21 });
    let stairs = `${HEAD}x-0: &a0 {a: 1}\n`;
    for (let at = 1; at <= 200; at += 1) stairs += `x-${at}: &a${at} {a: *a${at - 1}}\n`;
    expect(refusal(stairs)).toMatchObject({ code: "too-deep" });
    expect(refusal(`${HEAD}x-0: &a "${"long ".repeat(100_000)}"\nx-1: [${"*a, ".repeat(2000)}]`)).toMatchObject({ code: "too-many-nodes" });
  });

  it.each([
    ["flow", `a: ${"[".repeat(2000)}`],
    ["block", "- ".repeat(3000)],
    ["keys", "? ".repeat(3000)],
  ])("bounds the depth of %s collections", (_kind, yaml) => {
    expect(refusal(yaml)).toMatchObject({ code: "too-deep" });
  });

  it("takes a flow mapping without quotes for YAML, and with quotes for JSON", () => {
    expect(read("{openapi: 3.0.0, info: {title: t, version: v}, paths: {}}").syntax).toBe("yaml");
    expect(read('  {"openapi":"3.0.0","info":{"title":"t","version":"v"},"paths":{}}').syntax).toBe("json");
    expect(read(`# {"openapi"\n${HEAD}`).syntax).toBe("yaml");
    expect(read(`%YAML 1.2\n---\n${HEAD}...\n`).syntax).toBe("yaml");
  });
});
