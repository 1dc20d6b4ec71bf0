import { expect, test } from "vitest";
import { slopeOf } from "./slope.ts";

const minutes = Array.from({ length: 600 }, (_, index) => index / 60);

test("a leak shows through peaks and collections", () => {
  const leaking = minutes.map((x, index) => ({ x, y: 200 + 3 * x + (index % 7) + (index % 50 === 0 ? 400 : 0) }));
  expect(slopeOf(leaking)).toBeCloseTo(3, 1);
});

test("what goes up and down around a level is flat, whatever the peak at its end", () => {
  const flat = minutes.map((x, index) => ({ x, y: 200 + 20 * Math.sin(index / 9) + (index > 570 ? 500 : 0) }));
  expect(Math.abs(slopeOf(flat))).toBeLessThan(0.5);
  expect(slopeOf([])).toBe(0);
});
