import type { Page } from "@playwright/test";
import { pages } from "../src/pages.ts";
import { seriousViolations } from "../src/serious-violations.ts";
import { expect, test } from "../src/world.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page has a serious violation, ${colorScheme}`, async ({ page, member }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto("/sign-in?redirect=/settings");
    await member.loadExample("orders");
    for (const path of pages) {
      await page.goto(path);
      await settled(page);
      expect.soft(await seriousViolations(page), path).toEqual([]);
    }
    await page.goto("/services/orders");
    await page.getByRole("button", { name: "Record a deployment" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect.soft(await seriousViolations(page), "record a deployment").toEqual([]);
  });

  test(`the sign-in page has no serious violation, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto("/sign-in?error=INVALID_TOKEN");
    await expect(page.getByRole("alert")).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
  });
}

test("no page scrolls sideways on a phone, and the menu opens", async ({ page, member }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await member.loadExample("orders");
  for (const path of ["/sign-in", ...pages]) {
    await page.goto(path);
    await settled(page);
    expect
      .soft(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path)
      .toBeLessThanOrEqual(0);
  }
  await page.goto("/");
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Environments" }).click();
  await expect(page.getByRole("heading", { name: "Environments", level: 1 })).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("the theme is chosen, kept, and followed from the system", async ({ page, member }) => {
  expect(member.email).toBeTruthy();
  const theme = () => page.evaluate(() => document.documentElement.dataset["theme"]);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/");
  await expect.poll(theme).toBe("dark");
  await page.getByRole("radio", { name: "Light" }).check({ force: true });
  await expect.poll(theme).toBe("light");
  await page.reload();
  expect(await theme()).toBe("light");
  await page.getByRole("radio", { name: "Like the system" }).check({ force: true });
  await expect.poll(theme).toBe("dark");
});

/** Nothing on the page says that it is still loading. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
  await expect(page.getByText(/^Loading /)).toHaveCount(0);
}
