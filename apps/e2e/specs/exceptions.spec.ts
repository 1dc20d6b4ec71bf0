import { expect, test } from "../src/world.ts";

const verdict = "/services/orders/versions/1.1.0/verdicts/production";

test("changes that are accepted in the verdict no longer block, until their exceptions are ended", async ({ page, member }) => {
  await member.loadExample("orders");
  await page.goto(verdict);
  await expect(page.getByText("No", { exact: true })).toBeVisible();
  const accept = page.getByRole("button", { name: /^Accept…/ });
  for (let left = await accept.count(); left > 0; left -= 1) {
    await accept.first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("The mobile team has left it.");
    await dialog.getByRole("button", { name: "Accept", exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(accept).toHaveCount(left - 1);
  }
  await expect(page.getByText("Yes", { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Accepted for clients of 1.0.0" })).toBeVisible();
  await expect(page.getByText("The mobile team has left it.").first()).toBeVisible();

  await page.getByRole("link", { name: "Exceptions" }).click();
  await page
    .getByRole("button", { name: /^End the exception/ })
    .first()
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "End the exception" }).click();
  await expect(page.getByRole("button", { name: /^End the exception/ })).toHaveCount(1);
  await page.goto(verdict);
  await expect(page.getByText("No", { exact: true })).toBeVisible();
});

test("a level of the policy changes the verdict, and a kind that does not exist is refused", async ({ page, member }) => {
  await member.loadExample("orders");
  await page.goto("/environments");
  await page.getByRole("button", { name: "Edit production" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("How changes are weighed").click();
  await dialog.getByLabel("Levels").fill("request-requird-property-added = risky");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(/Did you mean request-required-property-added\?/)).toBeVisible();
  await dialog.getByLabel("Levels").fill("* = risky");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/\* is risky/)).toBeVisible();
  await page.goto(verdict);
  await expect(page.getByText("Yes", { exact: true })).toBeVisible();
  await expect(page.getByText(/set by the policy of production/).first()).toBeVisible();
});
