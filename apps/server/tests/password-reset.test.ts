import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { mailContext } from "@surety/domain/mails/promise-mail";
import { createSecretBox } from "@surety/domain/secrets/secret-box";
import { MailId, OrganizationId } from "@surety/model/ids";
import { MailContent } from "@surety/model/mails";
import { waitUntil } from "@surety/testkit/wait-until";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type Organization, PASSWORD, postJson, signIn, signUp, type World } from "./world.ts";

let world: World;
let sql: postgres.Sql;
let ada: Organization;
beforeAll(async () => {
  world = await openWorld({ mail: true, signUp: "open", rateLimits: { credential: 0, organization: 0, address: 0 } });
  sql = postgres(world.databaseUrl, { max: 1 });
  ada = await world.createOrganization();
});
afterAll(async () => {
  await sql.end();
  await world.close();
});

const reset = (email: string) => postJson(`${world.url}/api/account/password-reset`, { email });
const choose = (token: string, newPassword: string) => postJson(`${world.url}/api/auth/reset-password`, { token, newPassword });
const told = async (answer: Response) => {
  const { requestId: _, instance: __, ...body } = (await answer.json()) as Record<string, unknown>;
  const headers = [...answer.headers].filter(
    ([name]) => !/^(date|x-request-id|ratelimit.*|content-length|connection|keep-alive)$/.test(name),
  );
  return { status: answer.status, body, headers, cookies: answer.headers.getSetCookie() };
};

describe("a forgotten password", () => {
  it("is replaced by a link that is mailed, once, and every session ends", async () => {
    expect((await reset(ada.email.toUpperCase())).status).toBe(202);
    const token = await mailedToken();
    const [stored] = await sql`select count(*) as n from verifications where identifier like ${`%${token}%`}`;
    expect(Number(stored?.["n"])).toBe(0);
    expect((await choose(token, "short")).status).toBe(400);
    expect((await choose(token, "another horse battery")).status).toBe(200);
    expect((await choose(token, "a third horse battery")).status).toBe(400);
    expect((await fetch(`${world.url}/v1/session`, { headers: { cookie: ada.cookie } })).status).toBe(401);
    expect((await signIn(world.url, { email: ada.email, password: PASSWORD })).status).toBe(401);
    expect((await signIn(world.url, { email: ada.email, password: "another horse battery" })).status).toBe(200);
  });

  it("is replaced by a link that whoever runs the server has printed", async () => {
    const main = fileURLToPath(new URL("../src/reset-password-main.ts", import.meta.url));
    const run = (email: string) =>
      promisify(execFile)(process.execPath, ["--import", "tsx", main, email], {
        env: {
          ...process.env,
          DATABASE_URL: world.databaseUrl,
          SURETY_SECRET: world.config.secret,
          SURETY_URL: "https://surety.example.com",
        },
      });
    const { stdout } = await run(ada.email);
    const token = /https:\/\/surety\.example\.com\/new-password#(\S+)/.exec(stdout)?.[1] ?? "";
    expect((await choose(token, PASSWORD)).status).toBe(200);
  });

  it("without mail is refused to everybody alike", async () => {
    const without = await openWorld();
    const { email } = await without.createOrganization();
    const [known, unknown] = await Promise.all(
      [email, "nobody@example.com"].map(async (one) => told(await postJson(`${without.url}/api/account/password-reset`, { email: one }))),
    );
    expect(known).toEqual(unknown);
    expect(known?.status).toBe(403);
    await without.close();
  });
});

describe("whether an address has an account", () => {
  it("is not told by asking for a new password", async () => {
    const { email } = await world.createOrganization();
    for (let time = 0; time < 3; time++) expect(await told(await reset(email))).toEqual(await told(await reset("nobody@example.com")));
  });

  it("is not told by a wrong password", async () => {
    const known = await told(await signIn(world.url, { email: ada.email, password: "wrong horse battery" }));
    const unknown = await told(await signIn(world.url, { email: "nobody@example.com", password: "wrong horse battery" }));
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ status: 401, cookies: [] });
  });

  it("is not told by signing up where that is closed, with and without a link of somebody else", async () => {
    const closed = await openWorld({ signUp: "closed" });
    await sqlOf(closed, (own) => own`insert into users (id, name, email) values ('ada', 'Ada', 'ada@example.com')`);
    for (const more of [{}, { invitation: "surety_inv_" }]) {
      const sign = (email: string) => signUp(closed.url, { email, name: "Eve", password: PASSWORD, ...more });
      const [known, unknown] = [await told(await sign("ada@example.com")), await told(await sign("eve@example.com"))];
      expect(known).toEqual(unknown);
      expect(known.status).toBe(403);
    }
    await closed.close();
  });
});

async function sqlOf(one: World, work: (own: postgres.Sql) => Promise<unknown>): Promise<void> {
  const own = postgres(one.databaseUrl, { max: 1 });
  await work(own);
  await own.end();
}

/** Of the newest mail. */
async function mailedToken(): Promise<string> {
  await waitUntil(async () => (await sql`select 1 from mails`).length > 0, { what: "a mail is promised" });
  const [row] = await sql`select organization_id, id, sealed from mails order by created_at desc limit 1`;
  const context = mailContext(OrganizationId.parse(row?.["organization_id"]), MailId.parse(row?.["id"]));
  const content = MailContent.parse(JSON.parse(createSecretBox(world.config.secret).open(context, row?.["sealed"]) ?? ""));
  if (content.kind !== "password-reset") throw new Error(`another mail: ${content.kind}`);
  expect(content.to).toBe(ada.email);
  return content.link.split("#")[1] ?? "";
}
