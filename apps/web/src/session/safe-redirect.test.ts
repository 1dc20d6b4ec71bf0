import { expect, it } from "vitest";
import { safeRedirect } from "./safe-redirect.ts";

const site = "https://surety.example.com";

it("keeps addresses of this site, with their search", () => {
  expect(safeRedirect("/services/orders?branch=main", site)).toBe("/services/orders?branch=main");
});

it.each([
  undefined,
  "",
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "services",
  "/sign-in?redirect=/sign-in",
])("leads %s to the start page", (target) => {
  expect(safeRedirect(target, site)).toBe("/");
});
