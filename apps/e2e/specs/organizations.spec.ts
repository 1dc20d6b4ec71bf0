import { seriousViolations as violations } from "../src/serious-violations.ts";
import { expect, test } from "../src/world.ts";

test("two organizations in two tabs do not mix, and a link into the other one says where to look", async ({ page, context, member }) => {
  // Two tabs and seven pages.
  test.slow();
  expect(member.email).toBeTruthy();
  await context.request.put("/v1/services/orders", { data: {} });
  await page.goto("/");
  await expect(page.getByRole("link", { name: "orders" })).toBeVisible();

  await page.getByRole("button", { name: /^Organization: / }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Create an organization" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Name").fill("Payments");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Organization: Payments" })).toBeVisible();
  await expect(page.getByRole("link", { name: "orders" })).toHaveCount(0);
  await context.request.put("/v1/services/ledger", { data: {} });

  const second = await context.newPage();
  await second.goto("/");
  await expect(second.getByRole("link", { name: "ledger" })).toBeVisible();
  await second.getByRole("button", { name: "Organization: Payments" }).click();
  await second.getByRole("menuitemradio", { name: "Ada's organization" }).click();
  await expect(second.getByRole("link", { name: "orders" })).toBeVisible();
  await expect(second.getByRole("link", { name: "ledger" })).toHaveCount(0);

  await page.reload();
  await expect(page.getByRole("button", { name: "Organization: Payments" })).toBeVisible();
  await expect(page.getByRole("link", { name: "ledger" })).toBeVisible();
  // What happens in one organization is heard by its own tab alone.
  await context.request.put("/v1/services/invoices/versions/1.0.0", {
    data: '{"openapi":"3.1.0","info":{"title":"I","version":"1"},"paths":{}}',
    headers: { "content-type": "application/json" },
  });
  await expect(second.getByRole("link", { name: "invoices" })).toBeVisible();
  await expect(page.getByRole("link", { name: "invoices" })).toHaveCount(0);

  await page.goto("/services/orders");
  await expect(page.getByText("You belong to others too")).toBeVisible();
  await page.getByRole("button", { name: "Look in Ada's organization" }).click();
  await expect(page.getByRole("heading", { name: "orders" })).toBeVisible();
  await second.close();
});
