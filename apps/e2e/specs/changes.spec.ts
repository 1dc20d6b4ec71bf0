import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { expect, test } from "../src/world.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

test.beforeEach(async ({ member }) => member.loadExample("orders"));

test("a proof names the member that is missing, and tells requests from responses", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/services/orders/versions/1.1.0/changes?level=breaking");
  const answer = page.getByRole("article").filter({ hasText: "Response: body of a" });
  await expect(answer.getByText("← is missing")).toBeVisible();
  await expect(answer.getByRole("button", { name: "Copy as curl" })).toHaveCount(0);
  const request = page.getByRole("article").filter({ hasText: "Request: request body" });
  await expect(request).toBeVisible();
  await request.getByRole("button", { name: "Copy as curl" }).press("Enter");
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toMatch(/^curl -X \w+ "\$BASE_URL"'\/.*--data-raw '\{/s);
  await answer.getByRole("button", { name: "Copy as JSON" }).click();
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toBeInstanceOf(Object);
});

test("changes are grouped by schema or operation, and filtered by level, kind and operation", async ({ page }) => {
  await page.goto("/services/orders/versions/1.1.0/changes");
  await expect(page.getByRole("region", { name: /^Schema / }).first()).toBeVisible();
  await expect(page.getByText(/^Reaches \d+ operations?$/).first()).toBeVisible();
  const all = await page.getByRole("article").count();
  await page.getByRole("radio", { name: "By operation" }).check({ force: true });
  await expect(page).toHaveURL(/group=operation/);
  await expect(page.getByRole("region", { name: /^Schema / })).toHaveCount(0);
  await expect(page.getByRole("article")).toHaveCount(all);
  const kind = page.getByRole("combobox", { name: "Kind", exact: true });
  const chosen = (await kind.locator("option").nth(1).getAttribute("value")) ?? "";
  await kind.selectOption(chosen);
  await expect(page).toHaveURL(new RegExp(`kind=${chosen}`));
  const filtered = page.getByRole("article");
  expect(await filtered.count()).toBeLessThan(all);
  await page.getByRole("radio", { name: /Risky/ }).check({ force: true });
  await page.getByRole("radio", { name: "All", exact: true }).check({ force: true });
  await page.getByRole("combobox", { name: "Operation", exact: true }).selectOption({ index: 1 });
  await expect(page).toHaveURL(/operation=/);
  await expect(filtered.first()).toBeVisible();
});

test("the comparison and the verdict are downloaded in each format", async ({ page }) => {
  for (const [address, name, first] of [
    ["/services/orders/versions/1.1.0/changes", "orders-1.0.0-1.1.0", "surety diff"],
    ["/services/orders/versions/1.1.0/verdicts/production", "orders-1.1.0-production", "surety can-deploy"],
  ] as const) {
    await page.goto(address);
    for (const [title, extension] of [
      ["Markdown", "md"],
      ["SARIF 2.1.0", "sarif"],
      ["JUnit XML", "xml"],
      ["JSON", "json"],
    ] as const) {
      await page.getByRole("button", { name: "Download" }).press("Enter");
      const started = page.waitForEvent("download");
      await page.getByRole("menuitem", { name: title }).click();
      const download = await started;
      expect(download.suggestedFilename()).toBe(`${name}.${extension}`);
      const stream = await download.createReadStream();
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(Buffer.from(chunk));
      const text = Buffer.concat(chunks).toString("utf8");
      if (extension === "md") expect(text).toContain(`### ❌ ${first}: no`);
      if (extension === "sarif") expect(JSON.parse(text)).toMatchObject({ version: "2.1.0", runs: [{ tool: {} }] });
      if (extension === "xml") expect(text).toMatch(/^<\?xml.*<failure/s);
      if (extension === "json") expect(JSON.parse(text)).toBeInstanceOf(Object);
    }
  }
});

test("a kind of change is explained, and so are all of them", async ({ page }) => {
  await page.goto("/services/orders/versions/1.1.0/changes?level=breaking");
  const kind = page
    .getByRole("article")
    .first()
    .getByRole("link", { name: /^(request|response)-/ });
  const name = (await kind.textContent()) ?? "";
  await kind.click();
  await expect(page).toHaveURL(`/docs/changes/${name}`);
  await expect(page.getByRole("heading", { name: "Why" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Fix" })).toBeVisible();
  await expect(page.getByText(`npx surety explain ${name}`)).toBeVisible();
  await page.getByRole("link", { name: "Kinds of change" }).click();
  await page.getByRole("searchbox", { name: "Filter kinds" }).fill("operation-removed");
  await expect(page.getByRole("listitem").filter({ hasText: "operation-removed-after-deprecation" })).toBeVisible();
  await page.goto("/docs/changes/no-such-kind");
  await expect(page.getByText("This dashboard has no page about that kind")).toBeVisible();
});

for (const scheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`changes, verdict and kinds are accessible in ${scheme} at ${width}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      for (const address of [
        "/services/orders/versions/1.1.0/changes",
        "/services/orders/versions/1.1.0/verdicts/production",
        "/docs/changes",
        "/docs/changes/response-property-became-optional",
      ]) {
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.locator("article, main li, main h2").first()).toBeVisible();
        await page.evaluate(axe);
        const { violations } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
        expect(
          violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => [id, nodes[0]?.html]),
        ).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        const folder = process.env["SURETY_SCREENSHOTS"];
        if (folder) await page.screenshot({ path: `${folder}/${address.replaceAll("/", "_")}-${scheme}-${width}.png`, fullPage: true });
      }
    });
  }
}
