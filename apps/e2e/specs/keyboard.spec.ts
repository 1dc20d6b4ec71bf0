import { expect, test } from "../src/world.ts";

test("everything from the start page to a recorded deployment works without a mouse", async ({ page, member }) => {
  await member.loadExample("orders");
  await page.goto("/");
  await expect(page.getByRole("link", { name: "orders", exact: true })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("orders");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "orders", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "orders", level: 1 })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();

  await page.getByRole("button", { name: "Record a deployment" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.querySelector("[role=dialog]")?.contains(document.activeElement))).toBe(true);
  for (let presses = 0; presses < 20; presses++) await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.querySelector("[role=dialog]")?.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "Record a deployment" })).toBeFocused();
});

test("shortcuts go places, and are explained", async ({ page, member }) => {
  expect(member.email).toBeTruthy();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Services", level: 1 })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(page.getByRole("heading", { name: "Environments", level: 1 })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page.getByRole("heading", { name: "Services", level: 1 })).toBeVisible();
});
