import { expect, test } from "../src/world.ts";

test("the one-time link signs in once, and says so when it is used again", async ({ page, surety, browser }) => {
  await page.goto(surety.signInLink);
  await expect(page.getByRole("heading", { name: "Services", level: 1 })).toBeVisible();

  const other = await browser.newContext();
  const late = await other.newPage();
  await late.goto(surety.signInLink);
  await expect(late.getByRole("alert")).toContainText("does not work any more");
  await other.close();
});

test("a wrong password is refused in words that help, the right one leads back to where one wanted to go", async ({
  page,
  member,
  context,
}) => {
  await context.clearCookies();
  await page.goto("/environments");
  await expect(page.getByRole("heading", { name: "Sign in to Surety" })).toBeVisible();
  await page.getByLabel("Email").fill(member.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("The email or the password is not right");
  await page.getByLabel("Password").fill(member.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/environments$/);
  await expect(page.getByRole("heading", { name: "Environments", level: 1 })).toBeVisible();
});

test("signing in never leads to another site", async ({ page, member, surety }) => {
  await page.goto("/sign-in?redirect=https://evil.example");
  await expect(page).toHaveURL(`${surety.url}/`);
  await page.goto("/sign-in?redirect=//evil.example/x");
  await expect(page).toHaveURL(`${surety.url}/`);
  expect(member.email).toBeTruthy();
});

test("a session that ends under way leads to sign-in and back", async ({ page, member, context }) => {
  await member.loadExample("orders");
  await page.goto("/services/orders");
  await expect(page.getByRole("heading", { name: "orders", level: 1 })).toBeVisible();
  await context.clearCookies();
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(page.getByText("Your session has ended")).toBeVisible();
  await page.getByLabel("Email").fill(member.email);
  await page.getByLabel("Password").fill(member.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/(environments|services\/orders)$/);
});

test("the account changes its name and its password, and signs out", async ({ page, member }) => {
  await page.goto("/settings/account");
  await page.getByLabel("Name").fill("Grace");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("complementary").getByText("Grace")).toBeVisible();
  await page.getByLabel("Current password").fill("something else entirely");
  await page.getByLabel("New password").fill("a sentence that is new");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByRole("alert")).toContainText("The current password is not right");
  await page.getByLabel("Current password").fill(member.password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("The password is changed")).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to Surety" })).toBeVisible();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Sign in to Surety" })).toBeVisible();
});
