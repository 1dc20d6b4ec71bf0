import { expect, test } from "../src/world.ts";
import { seriousViolations as violations } from "../src/serious-violations.ts";

test("somebody is invited by a link, joins, is given another role, and is removed", async ({ page, member, browser, surety }) => {
  await page.goto("/settings/members");
  await expect(page.getByText(member.email)).not.toHaveCount(0);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  const email = `grace-${Date.now()}@example.com`;
  await dialog.getByLabel("E-mail address").fill(email);
  await dialog.getByLabel("Role").selectOption("viewer");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  const link = (await dialog.getByTestId("invitation-link").textContent()) ?? "";
  expect(link).toMatch(`${surety.url}/invitations#surety_inv_`);
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText(/as viewer, by/)).toBeVisible();

  const other = await browser.newContext({ extraHTTPHeaders: { "x-forwarded-for": "10.77.1.9" } });
  const guest = await other.newPage();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: /^Join / })).toBeVisible();
  expect(await violations(guest)).toEqual([]);
  await guest.getByLabel("Your name").fill("Grace Hopper");
  await guest.getByLabel("Password").fill("a long enough password");
  await guest.getByRole("button", { name: "Create the account and join" }).click();
  await expect(guest.getByRole("navigation", { name: "Main" })).toBeVisible();
  await guest.goto("/settings/members");
  await expect(guest.getByTitle("Grace Hopper").first()).toBeVisible();
  await expect(guest.getByRole("button", { name: "Invite somebody" })).toHaveCount(0);
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This invitation does not work" })).toBeVisible();

  await page.reload();
  await page.getByLabel("Role of Grace Hopper").selectOption("member");
  await expect(page.getByText("Grace Hopper is member now.")).toBeVisible();
  await page.getByRole("button", { name: "Remove Grace Hopper" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByLabel("Role of Grace Hopper")).toHaveCount(0);
  await guest.goto("/settings/members");
  await expect(guest.getByRole("heading", { name: "Sign in to Surety" })).toBeVisible();
  await other.close();

  await page.getByRole("button", { name: /^Leave / }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("the only owner");
});

test("a repository is trusted, shown with how to use it, and not any more", async ({ page, member }) => {
  expect(member.email).toBeTruthy();
  await page.goto("/settings/trusted-publishers");
  await page.getByRole("button", { name: "Trust a repository" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Repository").fill("orders");
  await dialog.getByRole("button", { name: "Trust", exact: true }).click();
  await expect(dialog.getByText("a repository or project with its owner")).toBeVisible();
  await dialog.getByLabel("Repository").fill("acme/orders");
  await dialog.getByLabel("Services").fill("orders, billing");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Trust", exact: true }).click();
  await expect(page.getByTitle("acme/orders")).toBeVisible();
  await expect(page.getByText("orders, billing")).toBeVisible();
  await expect(page.getByLabel("Part of a workflow", { exact: true })).toContainText("id-token: write");
  await page.getByRole("button", { name: "End the trust in acme/orders" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End" }).click();
  await expect(page.getByRole("heading", { name: "No repository is trusted yet" })).toBeVisible();
});

test("a person sees where they are signed in, and ends another session", async ({ page, member, playwright, surety }) => {
  const other = await playwright.request.newContext({
    baseURL: surety.url,
    extraHTTPHeaders: { "x-forwarded-for": "10.77.1.8", origin: surety.url },
  });
  const signedIn = await other.post("/api/auth/sign-in/email", { data: { email: member.email, password: member.password } });
  expect(signedIn.status()).toBe(200);
  await page.goto("/settings/account");
  await expect(page.getByText("from 10.77.1.8")).toBeVisible();
  await page.getByRole("button", { name: "End", exact: true }).click();
  await expect(page.getByText("from 10.77.1.8")).toHaveCount(0);
  expect((await other.get("/v1/session")).status()).toBe(401);
  await other.dispose();
});
