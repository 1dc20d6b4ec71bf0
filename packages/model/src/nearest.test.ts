import { expect, it } from "vitest";
import { nearest } from "./nearest.ts";

const names = ["surety-paths-are-nouns", "surety-paths-shallow", "surety-https-only", "version_conflict", "response-property-removed"];

it.each([
  ["surety-path-are-nouns", "surety-paths-are-nouns"],
  ["paths-are-nouns", "surety-paths-are-nouns"],
  ["https", "surety-https-only"],
  ["version-conflict", "version_conflict"],
  ["Response-Property-Removed", "response-property-removed"],
  ["x", undefined],
  ["something quite different from all of them", undefined],
])("%s → %s", (name, expected) => expect(nearest(name, names)).toBe(expected));
