import { expect, test } from "../src/world.ts";

test("an empty dashboard offers the demo, which becomes a full picture by itself", async ({ page, member }) => {
  expect(member.email).toBeTruthy();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "No services yet" })).toBeVisible();
  await expect(page.getByText("npx surety publish")).toBeVisible();
  await page.getByRole("button", { name: "Load the demo" }).click();
  await expect(page.getByText("The demo is ready")).toBeVisible({ timeout: 60_000 });
  for (const service of ["orders", "catalog", "billing"]) {
    const verdicts = page.getByRole("list", { name: `Verdicts of ${service} 1.1.0` });
    await expect(verdicts.getByRole("listitem")).toHaveText([/staging.*No.*runs 1\.0\.0/, /production.*No.*runs 1\.0\.0/]);
  }
});

test("the search narrows the services, and says when nothing matches", async ({ page, member }) => {
  await member.loadExample("orders");
  await member.loadExample("billing");
  await page.goto("/");
  await expect(page.getByRole("link", { name: "billing", exact: true })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search services" }).fill("ord");
  await expect(page.getByRole("link", { name: "billing", exact: true })).toBeHidden();
  await expect(page.getByRole("link", { name: "orders", exact: true })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search services" }).fill("nothing like it");
  await expect(page.getByRole("heading", { name: /No service matches/ })).toBeVisible();
  await page.getByRole("button", { name: "Show all services" }).click();
  await expect(page.getByRole("link", { name: "billing", exact: true })).toBeVisible();
});
