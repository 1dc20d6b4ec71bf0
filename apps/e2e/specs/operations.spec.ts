import postgres from "postgres";
import { exampleDocument, expect, type Member, test } from "../src/world.ts";

/** As a check is after its engine has crashed three times. */
async function errorCheck(databaseUrl: string, { email }: Member): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  const outcome = JSON.stringify({ verdict: "errored", code: "crash", summary: "The engine stopped three times." });
  await sql.begin(async (tx) => {
    await tx`select set_config('surety.organization_id', '*', true)`;
    const changed =
      await tx`update checks set verdict = 'errored', outcome = ${outcome}, attempt = 3 where kind = 'lint' and organization_id =
      (select organization_id from members join users on users.id = user_id where email = ${email}) returning id`;
    expect(changed).toHaveLength(1);
  });
  await sql.end();
}

/** Makes it the organization that operates the installation: without a name in the settings that is the first. */
async function makeFirst(databaseUrl: string, { email }: Member): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  await sql.begin(async (tx) => {
    await tx`select set_config('surety.organization_id', '*', true)`;
    await tx`update organizations set created_at = 'epoch' where id =
      (select organization_id from members join users on users.id = user_id where email = ${email})`;
  });
  await sql.end();
}

test("a check that could not be run is shown with its reason, and run again; the installation is its operators' alone", async ({
  page,
  member,
  surety,
}) => {
  await member.publish("orders", "1.0.0", exampleDocument("orders", "1.0.0"));
  await member.checksSettled();
  await errorCheck(surety.databaseUrl, member);
  await page.goto("/settings/operations");
  await expect(page.getByRole("row", { name: /^Lint 0 – 0 1$/ })).toBeVisible();
  await expect(page.getByText("The engine stopped three times.")).toBeVisible();
  await expect(page.getByText("shown to the organization that operates this installation")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Servers and workers" })).toBeHidden();

  await page.getByRole("button", { name: "Run again the lint check of orders 1.0.0" }).click();
  await expect(page.getByText("Every check could be run.")).toBeVisible();
  await expect(page.getByRole("row", { name: /^Lint 0 – 0 0$/ })).toBeVisible();

  await makeFirst(surety.databaseUrl, member);
  await page.reload();
  await expect(page.getByRole("listitem").filter({ hasText: "Worker" }).getByText("ready")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Server" }).getByText("ready")).toBeVisible();
  await expect(page.getByRole("table", { name: "Work of all organizations, by kind" })).toBeVisible();
  await expect(page.getByText("PostgreSQL")).toBeVisible();
});
