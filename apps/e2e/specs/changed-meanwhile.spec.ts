import { expect, test } from "../src/world.ts";

const TITLE = "Somebody else has changed this meanwhile";

test("what somebody else has saved meanwhile is neither lost nor hidden", async ({ page, context, member }) => {
  expect(member.email).toBeTruthy();
  const created = await context.request.post("/v1/webhooks", {
    data: { url: "https://1.1.1.1/hooks", description: "mine", eventTypes: ["version.published"] },
  });
  const { id } = (await created.json()) as { id: string };
  const byAnother = (description: string) => context.request.put(`/v1/webhooks/${id}`, { data: { description } });
  const stored = async () => ((await (await context.request.get(`/v1/webhooks/${id}`)).json()) as { description: string }).description;
  const dialog = page.getByRole("dialog");

  await page.goto(`/settings/webhooks/${id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  await byAnother("theirs");
  await dialog.getByLabel("Description").fill("my change");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByText(TITLE)).toBeVisible();
  expect(await stored()).toBe("theirs");
  await dialog.getByRole("button", { name: "Show what is stored now" }).click();
  await expect(dialog.getByLabel("Description")).toHaveValue("theirs");

  await byAnother("theirs again");
  await dialog.getByLabel("Description").fill("my change");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.getByRole("button", { name: "Save mine over it" }).click();
  await expect(dialog).toHaveCount(0);
  expect(await stored()).toBe("my change");

  await context.request.put(`/v1/webhooks/${id}`, { data: { enabled: false } });
  await page.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("Somebody else has changed this webhook meanwhile")).toBeVisible();
  await expect(page.getByRole("button", { name: "Switch on" })).toBeVisible();
});

test("an environment's policy, the audit log's retention and a ruleset choice are bound to what was shown", async ({
  page,
  context,
  member,
}) => {
  await member.publish("orders", "1.0.0", '{"openapi":"3.1.0","info":{"title":"Orders","version":"1"},"paths":{}}');
  const dialog = page.getByRole("dialog");

  await page.goto("/environments");
  await page.getByRole("button", { name: "Edit staging" }).click();
  await expect(dialog.getByLabel("Position")).toHaveValue("0");
  await context.request.put("/v1/environments/staging", { data: { position: 7 } });
  await dialog.getByLabel("Block risky changes").click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(TITLE)).toBeVisible();
  await dialog.getByRole("button", { name: "Show what is stored now" }).click();
  await expect(dialog.getByLabel("Position")).toHaveValue("7");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);

  await page.getByRole("button", { name: "Add an environment" }).click();
  await dialog.getByLabel("Name").fill("staging");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByText("There is an environment of this name already.")).toBeVisible();

  await page.goto("/settings/audit");
  await page.getByRole("button", { name: "Retention" }).click();
  await expect(dialog.getByLabel("Keep entries")).toHaveValue("");
  await context.request.put("/v1/audit-settings", { data: { retentionDays: 90 } });
  await dialog.getByLabel("Keep entries").selectOption("365");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(TITLE)).toBeVisible();
  await dialog.getByRole("button", { name: "Show what is stored now" }).click();
  await expect(dialog.getByLabel("Keep entries")).toHaveValue("90");

  await page.goto("/services/orders");
  await expect(page.getByLabel("Ruleset")).toHaveValue("");
  await context.request.put("/v1/services/orders", { data: { ruleset: "spectral:oas" } });
  await page.getByLabel("Ruleset").selectOption("surety:recommended");
  await expect(page.getByText("Somebody else has changed orders meanwhile")).toBeVisible();
  await expect(page.getByLabel("Ruleset")).toHaveValue("spectral:oas");
});
