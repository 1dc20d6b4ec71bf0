import { expect, it } from "vitest";
import { sayWhen } from "./moment.tsx";

const now = Date.parse("2026-11-22T12:00:00Z");
const day = 86_400_000;

it("says moments as people do", () => {
  expect(sayWhen(now - 3000, now)).toBe("just now");
  expect(sayWhen(now - 45_000, now)).toBe("45 seconds ago");
  expect(sayWhen(now - 100 * 60_000, now)).toBe("2 hours ago");
  expect(sayWhen(now - day, now)).toBe("yesterday");
  expect(sayWhen(now + 90 * day - 1000, now)).toBe("in 3 months");
  expect(sayWhen(now + 365 * day, now)).toBe("next year");
});
