import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawNode } from "../src/contract.ts";
import { parseJson } from "../src/parse-json.ts";
import { UnreadableSource } from "../src/source-note.ts";
import { read, refusal } from "./read.ts";

const LIMITS = { maxDepth: 100, maxNodes: 1_000_000 };

function plain(node: RawNode): unknown {
  return JSON.parse(JSON.stringify(node));
}

describe("JSON", () => {
  it("is read as JSON.parse reads it, whatever the layout", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(plain(parseJson(text, LIMITS).value)).toEqual(JSON.parse(text));
      }),
      { numRuns: 100 },
    );
  });

  it("is refused where JSON.parse refuses it, and never crashes", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.nat(200),
        fc.constantFrom("", ",", "}", "]", '"', "\\", "{", "1", ":", "\n", "\u0001", "x"),
        (value, at, inserted) => {
          const whole = JSON.stringify(value);
          const text = whole.slice(0, at) + inserted + whole.slice(at + 1);
          let expected = true;
          try {
            JSON.parse(text);
          } catch {
            expected = false;
          }
          let accepted = true;
          try {
            parseJson(text, LIMITS);
          } catch (error) {
            if (!(error instanceof UnreadableSource)) throw error;
            // The damage may make two names equal, which is refused before the rest is looked at.
            if (error.note.code === "duplicate-key") return;
            accepted = false;
          }
          expect(accepted).toBe(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each<[string, string, string, number, number, RegExp]>([
    ["a duplicate key", '{"openapi":"3.0.0",\n "paths":{},\n "paths":{}}', "duplicate-key", 3, 2, /"paths" is already in this object/],
    ["a duplicate key spelled with escapes", '{"a":1,"\\u0061":2}', "duplicate-key", 1, 8, /"a" is already/],
    ["a trailing comma", '{"a":1,\n}', "json-syntax", 2, 1, /comma stands before the closing `}`/],
    ["a trailing comma in a list", '{"a":[1,]}', "json-syntax", 1, 9, /comma stands before the closing `]`/],
    ["a missing comma", '{"a":1\n "b":2}', "json-syntax", 2, 2, /comma or the closing `}`/],
    ["a missing colon", '{"a" 1}', "json-syntax", 1, 6, /colon after the member name "a"/],
    ["a comment", '{"a":1, // one\n"b":2}', "json-syntax", 1, 9, /no comments|member name/],
    ["a comment at the start", '{\n // one\n"b":2}', "json-syntax", 2, 2, /no comments|member name/],
    ["single quotes", "{\"a\":'b'}", "json-syntax", 1, 6, /double quotes/],
    ["NaN", '{"a":NaN}', "json-syntax", 1, 6, /no NaN/],
    ["a leading zero", '{"a":007}', "json-syntax", 1, 6, /leading zeros/],
    ["a bare word", '{"a":yes}', "json-syntax", 1, 6, /a value, not `y`/],
    ["a line break in a string", '{"a":"one\ntwo"}', "json-syntax", 1, 10, /does not end on its line/],
    ["an unknown escape", '{"a":"\\x"}', "json-syntax", 1, 7, /escape/],
    ["something behind", '{"a":1} x', "json-syntax", 1, 9, /nothing may follow/],
    ["a cut-off document", '{"openapi":"3.0.0","paths":{"/a":{"get"', "truncated", 1, 40, /ends too early inside an object: 3 brackets/],
    ["a cut-off string", '{"openapi":"3.0', "truncated", 1, 16, /ends too early/],
  ])("names %s with line and column", (_what, text, code, line, column, message) => {
    expect(refusal(text)).toMatchObject({ code, fatal: true, line, column, message: expect.stringMatching(message) });
  });

  it("gives the pointer of a duplicate key", () => {
    expect(refusal('{"openapi":"3.0.0","paths":{"/a":[{"x":1,"x":2}]}}').pointer).toBe("/paths/~1a/0/x");
  });

  it("bounds depth and number of values", () => {
    expect(refusal(`${"[".repeat(101)}${"]".repeat(101)}`)).toMatchObject({ code: "too-deep", column: 101 });
    expect(refusal("[".repeat(1_000_000))).toMatchObject({ code: "too-deep" });
    expect(refusal("[1,1,1]", { maxNodes: 3 })).toMatchObject({ code: "too-many-nodes" });
  });

  it("keeps the names that a prototype would have", () => {
    const { document } = read(
      '{"openapi":"3.0.0","info":{"title":"","version":""},"paths":{},"x-a":{"__proto__":{"polluted":true},"constructor":1,"toString":2}}',
    );
    const member = document["x-a"];
    expect(member !== null && typeof member === "object" && Object.keys(member)).toEqual(["__proto__", "constructor", "toString"]);
    expect(Object.getPrototypeOf(member)).toBeNull();
    expect("polluted" in {}).toBe(false);
  });

  it("notes numbers that a double does not hold", () => {
    const { problems, document } = read(
      '{"openapi":"3.0.0","info":{"title":"","version":""},"paths":{},"x-n":[9007199254740993,1e400,-1e400,9223372036854775807,1e308,0.1]}',
    );
    expect(problems.map(({ code, pointer, fatal }) => [code, pointer, fatal])).toEqual([
      ["number-precision", "/x-n/0", false],
      ["number-range", "/x-n/1", false],
      ["number-range", "/x-n/2", false],
      ["number-precision", "/x-n/3", false],
    ]);
    expect(JSON.stringify(document["x-n"])).not.toContain("null");
  });
});
