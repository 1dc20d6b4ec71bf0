import { seriousViolations as violations } from "../src/serious-violations.ts";
import { expect, test } from "../src/world.ts";

test("a link to a new password that is over says so, and a server without mail says whom to ask", async ({ page }) => {
  await page.goto("/new-password#no-such-link");
  await page.getByLabel("New password").fill("a long enough password");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByRole("alert")).toContainText("This link does not work any more");
  expect(await violations(page)).toEqual([]);

  await page.getByRole("link", { name: "Back to sign-in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to Surety" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Forgot your password?" })).toHaveCount(0);

  await page.goto("/forgot-password");
  await page.getByLabel("Email").fill("ada@example.com");
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("alert")).toContainText("Ask whoever runs it");
  expect(await violations(page)).toEqual([]);
});
