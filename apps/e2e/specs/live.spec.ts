import { exampleDocument, expect, test } from "../src/world.ts";

test("recording a deployment changes the verdict on an open page", async ({ page, member, context }) => {
  await member.loadExample("orders");
  const verdict = await context.newPage();
  await verdict.goto("/services/orders/versions/1.1.0/verdicts/staging");
  await expect(verdict.getByRole("status").filter({ hasText: "No" })).toBeVisible();

  await page.goto("/services/orders");
  await page.getByRole("button", { name: "Record a deployment" }).click();
  await page.getByRole("combobox", { name: "Environment" }).selectOption("staging");
  await page.getByRole("combobox", { name: "Version" }).selectOption("1.1.0");
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await expect(page.getByText("orders 1.1.0 is now recorded in staging.")).toBeVisible();
  await expect(page.getByText("Runs the newest version.")).toBeVisible();

  await expect(verdict.getByRole("status").filter({ hasText: "Yes" })).toBeVisible();
  await expect(verdict.getByText("It is recorded as running in staging already.")).toBeVisible();
});

test("what is published elsewhere appears on the open page, in every tab", async ({ page, member, context }) => {
  await member.publish("orders", "1.0.0", exampleDocument("orders", "1.0.0"));
  const second = await context.newPage();
  await page.goto("/services/orders");
  await second.goto("/");
  await expect(page.getByRole("link", { name: "1.0.0", exact: true })).toBeVisible();
  await expect(second.getByRole("link", { name: "orders", exact: true })).toBeVisible();

  await member.publish("orders", "1.1.0", exampleDocument("orders", "1.1.0"));
  await expect(page.getByRole("link", { name: "1.1.0", exact: true })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "1.1.0" }).filter({ hasText: "Lint passed" })).toBeVisible({ timeout: 30_000 });
  await member.publish("billing", "1.0.0", exampleDocument("billing", "1.0.0"));
  await expect(second.getByRole("link", { name: "billing", exact: true })).toBeVisible();
});

test("ending a deployment on the environments page takes it out of the comparison", async ({ page, member }) => {
  await member.loadExample("billing");
  await page.goto("/environments");
  await page.getByRole("button", { name: "End the deployment of billing 1.0.0 in production" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End the deployment" }).click();
  await expect(page.getByText("billing no longer runs in production.")).toBeVisible();
  await page.goto("/services/billing/versions/1.1.0/verdicts/production");
  await expect(page.getByRole("heading", { name: "First deployment" })).toBeVisible();
});
