import { expect, test } from "vitest";
import { findBrowser } from "./browser.ts";

test("finds a browser that starts, or says how to get one", async () => {
  const browser = await findBrowser();
  if (browser.skip === undefined) expect(browser.executable).toContain("chrom");
  else expect(browser.skip).toContain("CHROMIUM_PATH");
});

test("a CHROMIUM_PATH that does not start is named, not replaced", async () => {
  const browser = await findBrowser({ CHROMIUM_PATH: "/nowhere/chromium" });
  expect(browser.skip).toMatch(/CHROMIUM_PATH=\/nowhere\/chromium does not start .*ENOENT.*apt-get install chromium/);
});
