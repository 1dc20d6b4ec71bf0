import { expect, test } from "../src/world.ts";

test("a token is shown once, works as it says, and is refused once it is revoked", async ({ page, member, playwright, surety }) => {
  expect(member.email).toBeTruthy();
  await page.goto("/settings/tokens");
  await page.getByRole("button", { name: "Create a token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("CI of orders");
  await dialog.getByLabel("deployments:write").uncheck();
  await dialog.getByLabel("Services").fill("orders, no name!");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog.getByText("Names of services, separated by commas.")).toBeVisible();
  await dialog.getByLabel("Services").fill("orders, billing");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const secret = (await dialog.getByTestId("token-secret").textContent()) ?? "";
  await expect(dialog.getByText(`npx surety login --url ${surety.url} --token ${secret}`)).toBeVisible();
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByTitle("CI of orders")).toBeVisible();
  await page.reload();
  await expect(page.getByTitle("CI of orders")).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  const program = await playwright.request.newContext({ baseURL: surety.url, extraHTTPHeaders: { authorization: `Bearer ${secret}` } });
  expect((await program.get("/v1/services")).status()).toBe(200);
  await expect(page.getByText("changes only orders, billing")).toBeVisible();
  expect((await program.put("/v1/services/orders", { data: {} })).status()).toBe(201);
  expect((await program.put("/v1/services/catalog", { data: {} })).status()).toBe(403);
  expect((await program.post("/v1/tokens", { data: { name: "another", scopes: ["admin"] } })).status()).toBe(403);
  await page.getByRole("button", { name: "Revoke CI of orders" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("heading", { name: "No tokens yet" })).toBeVisible();
  await expect.poll(async () => (await program.get("/v1/services")).status()).toBe(401);
  await program.dispose();
});

test("an environment is added, ordered and given a policy that changes verdicts", async ({ page, member }) => {
  await member.loadExample("orders");
  await page.goto("/environments");
  await page.getByRole("button", { name: "Add an environment" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Not A Name");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByText(/lower-case letters/i).last()).toBeVisible();
  await dialog.getByLabel("Name").fill("canary");
  await dialog.getByLabel("Position").fill("1");
  await dialog.getByLabel("The diff check must have passed").check();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("heading", { name: "canary" })).toBeVisible();
  await page.goto("/services/orders/versions/1.1.0/verdicts/canary");
  await expect(page.getByRole("heading", { name: "Diff failed" })).toBeVisible();
});
