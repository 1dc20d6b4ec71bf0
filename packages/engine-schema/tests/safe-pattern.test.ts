import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LinearPattern } from "../src/linear-pattern.ts";
import { parsePattern } from "../src/parse-pattern.ts";
import { compileSafely } from "../src/safe-pattern.ts";

function linear(source: string, flags: string): LinearPattern {
  const node = parsePattern(source, flags.includes("u"));
  const pattern = node === null ? null : LinearPattern.of(node, flags);
  if (pattern === null) throw new Error(`${source} is not followed`);
  return pattern;
}

const ATOMS = [
  "a",
  "b",
  ".",
  "\\d",
  "\\w",
  "\\s",
  "[ab]",
  "[^a]",
  "\\n",
  "\\u0061",
  "\\x62",
  "😀",
  "-",
  "\\.",
  "1",
  "A",
  "[\\]a-]",
  "\\cJ",
  "\\t",
  ",",
];
const EDGES = ["^", "$", "\\b", "\\B"];
const TEXTS = ["a", "b", "c", "1", " ", "\n", "-", "😀", "\u2028", "A", "\ud83d", "_", "\t", "]", "."];

const source: fc.Arbitrary<string> = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...ATOMS),
    fc.constantFrom(...EDGES),
    fc.tuple(tie("tree"), tie("tree")).map(([left, right]) => left + right),
    fc.tuple(tie("tree"), tie("tree")).map(([left, right]) => `(${left}|${right})`),
    fc
      .tuple(tie("tree"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "{0,}", "*?", "{0}"))
      .map(([body, quantifier]) => `(?:${body})${quantifier}`),
    fc.tuple(fc.constantFrom("(?=", "(?!", "(?<=", "(?<!"), tie("tree")).map(([opening, body]) => `${opening}${body})`),
  ),
})).tree;

describe("patterns followed all ways at once", () => {
  test("mean what regular expressions mean", () => {
    fc.assert(
      fc.property(
        source,
        fc.constantFrom("", "u", "i", "iu", "ms", "mu"),
        fc.array(fc.constantFrom(...TEXTS), { maxLength: 8 }).map((parts) => parts.join("")),
        (pattern, flags, text) => {
          // V8 also looks inside a character of two code units, which ECMA-262 does not (22.2.7.2, AdvanceStringIndex).
          fc.pre(!(flags.includes("u") && text.includes("\ud83d\ude00") && /\\B|\(\?[<=!]/.test(pattern)));
          expect(linear(pattern, flags).test(text)).toBe(new RegExp(pattern, flags).test(text));
        },
      ),
      { numRuns: 20_000 },
    );
  });

  test.each([
    ["^\\p{Lu}\\p{Script=Greek}$", "Aω", "u"],
    ["^\\u{1F600}$", "😀", "u"],
    ["^\\ud83d\\ude00$", "😀", "u"],
    ["^(?<year>\\d{4})-(?<month>\\d\\d)$", "2026-01", "u"],
    ["^a{,2}$", "a{,2}", ""],
    ["^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$", "ada@example.com", ""],
    ["^x{2}y{2,3}z{1,}$", "xxyyyz", ""],
    ["^]}$", "]}", ""],
    ["^\\p$", "p", ""],
    ["\\0", "\0", "u"],
  ])("%s", (pattern, text, flags) => {
    expect(new RegExp(pattern, flags).test(text)).toBe(true);
    expect(linear(pattern, flags).test(text)).toBe(true);
  });
});

const CATASTROPHES = [
  "^(a+)+b$",
  "^(a|a)*b$",
  "^(a|aa)+b$",
  "(a*)*b",
  "^(?:a?){40}a{40}b$",
  "^(\\w+\\s?)*b$",
  "^(?=(a+)+b)a",
  "^(?:(?:a{1,8}){1,8}){1,8}b$",
  "a*a*a*a*a*b",
];

describe("no text makes a pattern hang", () => {
  test.each(CATASTROPHES)("%s", (pattern) => {
    const safe = compileSafely(pattern, "u");
    for (const length of [10, 40, 200, 20_000]) expect(safe.test("a".repeat(length))).not.toBe(true);
    expect(safe.test("a".repeat(40))).toBe(false);
  });

  test("what refers back is decided on short texts only", () => {
    const safe = compileSafely("^(a+)+\\1b$", "u");
    expect(safe.test("aab")).toBe(true);
    expect(safe.test("a".repeat(60))).toBeNull();
  });

  test("counted turns that would be written out millions of times are not decided", () => {
    for (const pattern of ["^(?:(?:a{1000}){1000}){1000}$", "^a{0,1000000}$", "^((a{0,5000}){0,5000})$"]) {
      expect(compileSafely(pattern, "u").test("a".repeat(50))).toBeNull();
    }
  });

  test("patterns nested too deeply and patterns too long end", () => {
    expect(compileSafely(`${"(".repeat(3000)}a*${")*".repeat(3000)}`, "").test("b")).not.toBe(false);
    expect(compileSafely("a".repeat(30_000), "").test("a")).toBeNull();
  });
});
