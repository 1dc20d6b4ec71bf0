import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePlainJson } from "../src/parse-plain-json.ts";

const LIMITS = { maxDepth: 10, maxNodes: 100 };

describe("plain JSON", () => {
  it("reads every value, without prototypes, whatever the names and texts contain", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (text) => {
        const value = parsePlainJson(text, { maxDepth: 100, maxNodes: 1_000_000 });
        if (value !== undefined) expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)));
        else expect(text).toMatch(/\d{16}|\de/i);
      }),
    );
    const value = parsePlainJson('{"__proto__":{"a:b":"\\"c\\":{[\\\\"},"constructor":[]}', LIMITS);
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(Object.keys(Object(value))).toEqual(["__proto__", "constructor"]);
  });

  it("reads long numbers of which nothing is lost", () => {
    const text = '{"a":[-9223372036854776000,1e3],"b":2.5E-7}';
    expect(parsePlainJson(text, LIMITS)).toMatchObject({ a: [-9223372036854776000, 1000], b: 2.5e-7 });
  });

  it.each([
    ["a member that stands twice", '{"a":1,"b":{"c":2,"c":3}}'],
    ["a member that stands twice in two spellings", '{"a":1,"\\u0061":2}'],
    ["equal numbers as names", '{"1":1,"1":2}'],
    ["two members named __proto__", '{"__proto__":1,"__proto__":2}'],
    ["a number with more digits than a double has", '{"a":[12345678901234567]}'],
    ["a number beyond what a double holds", "[1e400]"],
    ["a number longer than anybody's", `[1${"0".repeat(500)}]`],
    ["nesting beyond the limit", `${"[".repeat(11)}${"]".repeat(11)}`],
    ["more values than the limit", JSON.stringify(Array.from({ length: 100 }, (_, index) => index))],
    ["a text that does not end", '{"a":"b'],
    ["a raw control character", '"\u0001"'],
    ["a comma too many", "[1,]"],
    ["something behind the value", "{} {}"],
    ["nothing", ""],
  ])("leaves %s to the parser that knows places", (_what, text) => {
    expect(parsePlainJson(text, LIMITS)).toBeUndefined();
  });
});
