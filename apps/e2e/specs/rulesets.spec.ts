import { expect, test } from "../src/world.ts";

const LOUD = `extends: [surety:recommended]
rules:
  ids-shout:
    message: "{{value}} is too quiet"
    severity: error
    given: $.paths[*][get,put,post,delete,patch].operationId
    then: { function: casing, functionOptions: { type: macro } }
`;
const version = "/services/orders/versions/1.1.0";

test("a ruleset is written with a preview, stored, chosen, and judges the next check", async ({ page, member }) => {
  await member.loadExample("orders");
  await page.goto("/rulesets");
  await page.getByRole("button", { name: "New ruleset" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("house-style");
  await page.getByRole("dialog").getByRole("button", { name: "Write it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "house-style" })).toBeVisible();

  const editor = page.getByLabel("Ruleset, as YAML or JSON");
  const preview = page.getByRole("region", { name: "Preview" });
  await editor.fill(LOUD.replace("casing", "shouting"));
  await expect(page.getByRole("button", { name: "Line 3, column 3" })).toBeVisible();
  await expect(page.getByText(/the function `shouting` is not known/)).toBeVisible();
  await page.getByRole("button", { name: "Store" }).click();
  await expect(page.getByRole("alert")).toContainText("Line 3, column 3");

  await editor.fill(LOUD);
  await expect(preview.getByText(/is too quiet/).first()).toBeVisible();
  await expect(preview.getByText("Compared with surety:recommended")).toBeVisible();
  await page.getByRole("button", { name: "Store" }).click();
  await expect(page.getByText("house-style is stored as version 1.")).toBeVisible();
  await expect(page.getByText("Compared with org:house-style@1")).toBeVisible();

  await editor.fill(LOUD.replace("error", "warn"));
  await page.getByRole("button", { name: "Save as version 2" }).click();
  await expect(page.getByText("house-style is stored as version 2.")).toBeVisible();
  await page.getByRole("button", { name: "What changed in version 2" }).click();
  await expect(page.getByRole("region", { name: "Changes in version 2" })).toContainText("severity: warn");

  await page.goto("/services/orders");
  await page.getByLabel("Ruleset").selectOption("org:house-style");
  await expect(page.getByText(/org:house-style judges orders from its next lint check on/)).toBeVisible();
  await page.goto(version);
  await page.getByRole("button", { name: "Run again the lint check" }).click();
  await expect(page.getByText(/Judged by org:house-style@2/)).toBeVisible({ timeout: 30_000 });
  await page.goto(`${version}/findings`);
  const score = page.getByRole("region", { name: "Score" });
  await expect(score).toContainText("Judged by org:house-style@2");
  await score.getByRole("button", { name: "Why this score" }).click();
  await expect(score.getByRole("link", { name: "ids-shout" })).toBeVisible();

  await page.goto("/rulesets/house-style");
  await page.getByRole("button", { name: "Delete this ruleset" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("dialog").getByText(/used by the service orders/)).toBeVisible();
});

test("who saves over somebody else's change is told, and keeps their text", async ({ page, context, member }) => {
  await member.loadExample("orders");
  const store = (text: string) =>
    context.request.put("/v1/rulesets/shared", { data: text, headers: { "content-type": "application/yaml" } });
  expect((await store("extends: spectral:oas\n")).status()).toBe(201);
  await page.goto("/rulesets/shared");
  const editor = page.getByLabel("Ruleset, as YAML or JSON");
  await editor.fill("extends: surety:recommended\n");
  expect((await store("extends: [spectral:oas]\n")).status()).toBe(200);
  await page.getByRole("button", { name: "Save as version 2" }).click();
  await expect(page.getByText("Somebody has changed this ruleset while you were writing")).toBeVisible();
  await expect(editor).toHaveValue("extends: surety:recommended\n");
  await page.getByRole("button", { name: "Look at what is stored now" }).click();
  await page.getByRole("button", { name: "Keep my text, to save it over theirs" }).click();
  await page.getByRole("button", { name: "Save as version 3" }).click();
  await expect(page.getByText("shared is stored as version 3.")).toBeVisible();
});
