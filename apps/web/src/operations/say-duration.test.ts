import { expect, test } from "vitest";
import { sayDuration } from "./say-duration.ts";

test.each([
  [0, "0 s"],
  [89.4, "89 s"],
  [90, "2 min"],
  [5_400, "2 h"],
  [200_000, "2 days"],
])("%d seconds are %s", (seconds, words) => {
  expect(sayDuration(seconds)).toBe(words);
});
