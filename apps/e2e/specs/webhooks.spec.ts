import { expect, test } from "../src/world.ts";

test("a webhook is judged, kept with a secret that is shown once, switched off, and in the audit log", async ({ page, member }) => {
  expect(member.email).toBeTruthy();
  await page.goto("/settings/webhooks");
  await page.getByRole("button", { name: "Create a webhook" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill("http://10.0.0.1/hooks");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog.getByText(/an address of a private network/)).toBeVisible();

  // A public address, which nothing is sent to: no event comes, and no test is asked for.
  await dialog.getByLabel("Address").fill("https://1.1.1.1/hooks");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const secret = (await dialog.getByTestId("webhook-secret").textContent()) ?? "";
  expect(secret).toMatch(/^whsec_/);
  await dialog.getByRole("button", { name: "I have copied it" }).click();

  await page.getByRole("link", { name: "https://1.1.1.1/hooks" }).click();
  await expect(page.getByRole("heading", { name: "Nothing was sent yet" })).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  await page.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByRole("button", { name: "Switch on" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Send a test" })).toBeDisabled();

  await page.goto("/settings/audit");
  await page.getByRole("combobox", { name: "What" }).selectOption("webhook.created");
  await page.getByText(/fields changed/).click();
  await expect(page.getByRole("cell", { name: "https://1.1.1.1/hooks" })).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  await page.getByRole("combobox", { name: "What" }).selectOption("webhook");
  await expect(page.getByRole("list").getByText("webhook.put", { exact: true })).toBeVisible();
});
