import type { Page } from "@playwright/test";
import { expect, type Member, test } from "../src/world.ts";
import { seriousViolations } from "../src/serious-violations.ts";

const path = (more: object = {}) => ({ ...more, get: { operationId: "x", responses: { 200: { description: "ok" } } } });
const contract = (paths: Record<string, object>) =>
  JSON.stringify({ openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths }, null, 2);
const ignored = { "x-surety-ignore": [{ rule: "surety-paths-are-nouns", reason: "Clients of 2019 call it so", expires: "2199-01-31" }] };
const findings = (version: string) => `/services/shop/versions/${version}/findings?rule=surety-paths-are-nouns`;

async function publishShop(member: Member): Promise<void> {
  const known = { "/updateItems": path() };
  await member.publish("shop", "1.0.0", contract(known));
  await member.checksSettled();
  await member.publish("shop", "1.1.0", contract({ ...known, "/createOrder": path(), "/getOrders": path(ignored) }));
  await member.checksSettled();
}

const places = (page: Page) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name: /^line \d+/ }) });

test("what the document ignores is shown on demand, and a finding is accepted and counted again", async ({ page, member }) => {
  await publishShop(member);
  await page.goto(findings("1.0.0"));
  await expect(page.getByText(/This is the first version of shop: what is found here is its baseline/)).toBeVisible();
  await expect(places(page)).toHaveCount(1);

  await page.goto(findings("1.1.0"));
  await expect(page.getByText(/The baseline is 1\.0\.0, the first version of shop/)).toBeVisible();
  await expect(places(page)).toHaveCount(2);
  await expect(places(page).filter({ hasText: "new" })).toHaveCount(1);
  await page.getByLabel(/Also what the document ignores/).check();
  await expect(places(page)).toHaveCount(3);
  await expect(page.getByText("The document ignores it until 2199-01-31: Clients of 2019 call it so")).toBeVisible();
  await page.getByLabel(/Also what the document ignores/).uncheck();

  const fresh = places(page).filter({ hasText: "/createOrder" });
  await fresh.getByRole("button", { name: /^Accept…/ }).click();
  const dialog = page.getByRole("dialog", { name: "Answer for this finding" });
  await dialog.getByLabel("Reason").fill("Renamed in version 2");
  await dialog.getByLabel("Last day").fill("");
  await dialog.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Last day").fill(new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
  await dialog.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(fresh.getByText(/Ada answers for it until .*: Renamed in version 2/)).toBeVisible();
  await expect(fresh.getByText("accepted", { exact: true })).toBeVisible();

  await fresh.getByRole("button", { name: /^End the exception/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End the exception" }).click();
  await expect(fresh.getByRole("button", { name: /^Accept…/ })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`ignored and accepted findings have no serious violation, ${colorScheme}, ${width}`, async ({ page, context, member }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await publishShop(member);
      const answer = await context.request.get("/v1/services/shop/versions/1.1.0/findings?rule=surety-paths-are-nouns&onlyNew=true");
      const { items }: { items: { fingerprint: string }[] } = await answer.json();
      const expires = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
      const exception = {
        subject: "finding",
        fingerprint: items[0]?.fingerprint,
        service: "shop",
        reason: "Renamed in version 2",
        expires,
      };
      expect((await context.request.post("/v1/exceptions", { data: exception })).status()).toBe(201);
      await page.goto(`${findings("1.1.0")}&ignored=shown`);
      await expect(places(page)).toHaveCount(3);
      await expect(page.getByText(/Ada answers for it/)).toBeVisible();
      expect(await seriousViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      if (process.env["SURETY_SCREENSHOTS"])
        await page.screenshot({ path: `${process.env["SURETY_SCREENSHOTS"]}/findings-${colorScheme}-${width}.png`, fullPage: true });
      await page
        .getByRole("button", { name: /^Accept…/ })
        .first()
        .click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await seriousViolations(page)).toEqual([]);
      if (process.env["SURETY_SCREENSHOTS"])
        await page.screenshot({ path: `${process.env["SURETY_SCREENSHOTS"]}/accept-${colorScheme}-${width}.png` });
    });

    test(`the history of a ruleset has no serious violation, ${colorScheme}, ${width}`, async ({ page, context, member }) => {
      expect(member.email).toBeTruthy();
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      for (const severity of ["error", "warn"]) {
        const data = `extends: surety:recommended\nrules:\n  info-contact: ${severity}\n`;
        const answer = await context.request.put("/v1/rulesets/house", { data, headers: { "content-type": "application/yaml" } });
        expect(answer.ok(), await answer.text()).toBe(true);
      }
      await page.goto("/rulesets/house");
      await page.getByRole("button", { name: "What changed in version 2" }).click();
      await expect(page.getByRole("region", { name: "Changes in version 2" })).toContainText("info-contact: warn");
      expect(await seriousViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      if (process.env["SURETY_SCREENSHOTS"])
        await page.screenshot({ path: `${process.env["SURETY_SCREENSHOTS"]}/history-${colorScheme}-${width}.png`, fullPage: true });
    });
  }
}
