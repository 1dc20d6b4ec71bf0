import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fingerprint } from "./fingerprint.ts";

const expected = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);

test("it is the beginning of the SHA-256 of the meaning, whatever its length and letters", () => {
  for (let length = 0; length < 200; length += 1) expect(fingerprint("x".repeat(length), 0)).toBe(expected("x".repeat(length)));
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (meaning) => {
      expect(fingerprint(meaning, 0)).toBe(expected(meaning));
    }),
  );
});

test("equal meanings are told apart by their number", () => {
  expect(fingerprint("rule\nplace", 2)).toBe(expected("rule\nplace\n2"));
});
