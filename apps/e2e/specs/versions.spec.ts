import { expect, test } from "../src/world.ts";

test.beforeEach(async ({ member }) => member.loadExample("orders"));

test("from a service to its version to the verdict, with reasons, proof and fixes", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "orders", exact: true }).click();
  await expect(page.getByRole("heading", { name: "orders", level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { name: "production" })).toBeVisible();
  await page.getByRole("link", { name: "1.1.0", exact: true }).click();
  await expect(page.getByRole("heading", { name: "orders 1.1.0", level: 1 })).toBeVisible();
  await expect(page.getByText("Diff failed").first()).toBeVisible();
  await page.getByRole("link", { name: /No\s*production/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Can orders 1.1.0 go to production?");
  await expect(page.getByRole("status").filter({ hasText: "No" })).toContainText("2 changes break clients of 1.0.0");
  await expect(page.getByRole("heading", { name: "Breaks clients of 1.0.0" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Proof" })).toHaveCount(2);
  await expect(page.getByRole("heading", { name: "What to do" })).toBeVisible();
  await expect(page.getByText("npx surety can-deploy orders@1.1.0 --to production")).toBeVisible();
});

test("changes come with their proof, and can be compared with any version", async ({ page }) => {
  await page.goto("/services/orders/versions/1.1.0/changes");
  await expect(page.getByRole("combobox", { name: "Compare against" })).toHaveValue("1.0.0");
  const breaking = page.getByRole("article").filter({ has: page.getByText("Breaking", { exact: true }) });
  await expect(breaking).toHaveCount(2);
  for (const change of await breaking.all()) {
    const proof = change.getByRole("region", { name: "Proof" });
    await expect(proof).toContainText("← is missing");
    await expect(proof).toContainText(/1\.[01]\.0 (accepts|may answer)/);
    await expect(change.getByText("fingerprint")).toBeVisible();
    await expect(change.getByRole("link", { name: /line \d+, column \d+/ }).first()).toBeVisible();
  }
  await page.getByRole("radio", { name: /Safe/ }).check({ force: true });
  await expect(breaking).toHaveCount(0);
  await expect(page.getByRole("article").filter({ hasText: "Safe" })).not.toHaveCount(0);
  await expect(page).toHaveURL(/level=safe/);

  await page.goto("/services/orders/versions/1.0.0/changes?base=1.1.0");
  await expect(page.getByRole("combobox", { name: "Compare against" })).toHaveValue("1.1.0");
  await expect(page.getByRole("article").first()).toBeVisible();
});

test("findings show rule, place and source line, and lead into the source", async ({ page }) => {
  await page.goto("/services/orders/versions/1.1.0/findings");
  const group = page.locator("section").filter({ has: page.getByRole("link", { name: "surety-lists-are-paged" }) });
  await expect(group.getByText("warning", { exact: true }).last()).toBeVisible();
  await expect(group.locator("mark")).toBeVisible();
  await page.getByRole("radio", { name: /Hints/ }).check({ force: true });
  await expect(group).toHaveCount(0);
  await page.getByRole("radio", { name: "All" }).check({ force: true });
  await page.getByLabel("Only what is new since the first version").check();
  await expect(page.getByRole("heading", { name: "No finding matches this filter" })).toBeVisible();
  await page.getByRole("button", { name: "Show all findings" }).click();
  const place = group.getByRole("link", { name: /line \d+/ });
  const line = /line (\d+)/.exec((await place.textContent()) ?? "")?.[1];
  await place.click();
  await expect(page).toHaveURL(new RegExp(`/source\\?line=${line}`));
  await expect(
    page.getByRole("region", { name: "Source of the contract" }).getByRole("button", { name: `Link to line ${line}`, exact: true }),
  ).toBeInViewport();
});

test("the contract can be read operation by operation, in JSON and in YAML", async ({ page, member }) => {
  await page.goto("/services/orders/versions/1.1.0/contract");
  await page.getByRole("searchbox", { name: "Filter operations" }).fill("shipments");
  await page.getByRole("button", { name: /GET.*shipments/ }).click();
  await expect(page.getByRole("heading", { name: "Responses" })).toBeVisible();
  await expect(page.getByText("orderId", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Responses" })).toBeVisible();

  await member.loadExample("catalog");
  await page.goto("/services/catalog/versions/1.1.0/contract");
  await expect(page.getByText("7 operations").last()).toBeVisible();
});

test("the source finds text", async ({ page }) => {
  await page.goto("/services/orders/versions/1.1.0/source");
  await page.getByRole("searchbox", { name: "Find in the source" }).fill("Idempot");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^(line \d+|not found)$/)).toBeVisible();
  await page.getByRole("searchbox", { name: "Find in the source" }).fill("shipments");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^line \d+$/)).toBeVisible();
  await expect(
    page
      .getByRole("region", { name: "Source of the contract" })
      .getByText(/shipments/)
      .first(),
  ).toBeInViewport();
});
