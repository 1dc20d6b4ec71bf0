import { exampleDocument, expect, test } from "../src/world.ts";

test("what does not exist is named, with a way on", async ({ page, member }) => {
  await member.loadExample("orders");
  await page.goto("/services/nothing");
  await expect(page.getByRole("alert")).toContainText("There is no such service");
  await page.getByRole("link", { name: "About this error" }).click();
  await expect(page.getByRole("heading", { name: "There is no such service", level: 1 })).toBeVisible();
  await page.goto("/services/orders/versions/9.9.9");
  await expect(page.getByRole("alert")).toContainText("There is no such version");
  await page.goto("/services/orders/versions/1.0.0/verdicts/moon");
  await expect(page.getByRole("alert")).toContainText("There is no such environment");
  await page.goto("/nowhere/at/all");
  await expect(page.getByRole("heading", { name: "There is no page at this address" })).toBeVisible();
});

test("a deployed service cannot be deleted, and the reason is said", async ({ page, member }) => {
  await member.loadExample("orders");
  await page.goto("/services/orders");
  await page.getByRole("button", { name: "Delete this service" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(/deployed/);
});

test("a server that stops answering is told, and its return is noticed", async ({ page, member, surety }) => {
  await member.loadExample("orders");
  const banner = page.getByRole("alert").filter({ hasText: "What you see may be out of date" });
  await page.goto("/services/orders");
  await expect(page.getByRole("link", { name: "1.1.0", exact: true })).toBeVisible();
  await surety.killServer();
  await expect(banner).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole("link", { name: "1.1.0", exact: true })).toBeVisible();
  await surety.startServer();
  await expect(banner).toBeHidden({ timeout: 40_000 });
  // The page hears again what happens.
  await member.publish("orders", "1.2.0", exampleDocument("orders", "1.0.0"));
  await expect(page.getByRole("link", { name: "1.2.0", exact: true })).toBeVisible();
});

test("a document cannot put anything but text on the page", async ({ page, member }) => {
  const hostile = `"><img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
  const document = {
    openapi: "3.1.0",
    info: { title: hostile, version: hostile, description: hostile },
    tags: [{ name: hostile, description: hostile }],
    paths: {
      "/a": {
        get: {
          tags: [hostile],
          summary: hostile,
          description: `${hostile} [x](javascript:alert(1))`,
          operationId: hostile,
          parameters: [{ in: "query", name: "__proto__", description: hostile, schema: { type: "string", pattern: hostile } }],
          responses: { 200: { description: hostile, content: { "text/html": { schema: { $ref: "#/components/schemas/constructor" } } } } },
        },
      },
    },
    components: {
      schemas: { constructor: { type: "object", properties: { toString: { $ref: "#/components/schemas/constructor" }, [hostile]: {} } } },
    },
  };
  await member.publish("hostile", "1.0.0", JSON.stringify(document));
  await member.checksSettled();
  for (const path of [
    "",
    "/versions/1.0.0",
    "/versions/1.0.0/contract?operation=GET%20%2Fa",
    "/versions/1.0.0/source",
    "/versions/1.0.0/findings",
  ]) {
    await page.goto(`/services/hostile${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle").catch(() => {});
    expect(await page.title()).toContain("hostile");
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(await page.locator('main a[href^="javascript:"]').count()).toBe(0);
  }
});
