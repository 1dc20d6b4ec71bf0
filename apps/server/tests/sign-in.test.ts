import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer } from "../src/start-server.ts";
import { cookieOf, openWorld, PASSWORD, postJson, signIn, signUp, type World } from "./world.ts";

const json = { "content-type": "application/json" };

describe("the first start", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ signInLink: "first-run", signUp: "closed" });
  });
  afterAll(() => world.close());

  it("makes an owner and one link, which signs in once", async () => {
    expect(world.links).toHaveLength(1);
    const link = (world.links[0] ?? "").replace("http://localhost:3000", world.url);
    const opened = await fetch(link, { redirect: "manual" });
    expect([opened.status, opened.headers.get("location")]).toEqual([302, "http://localhost:3000/"]);
    const session = await fetch(`${world.url}/v1/session`, { headers: { cookie: cookieOf(opened) } });
    expect(await session.json()).toMatchObject({
      type: "member",
      role: "owner",
      email: "owner@surety.localhost",
      organization: { name: "Default" },
    });
    const environments = await fetch(`${world.url}/v1/environments`, { headers: { cookie: cookieOf(opened) } });
    expect(await environments.json()).toMatchObject({ items: [{ name: "staging" }, { name: "production" }] });
    const again = await fetch(link, { redirect: "manual" });
    expect([again.headers.get("location"), again.headers.getSetCookie()]).toEqual([
      "http://localhost:3000/sign-in?error=INVALID_TOKEN",
      [],
    ]);
  });

  it("lets the owner choose an e-mail address and a password, and sign in with them", async () => {
    const cookie = await ownerCookie();
    const changeEmail = (body: object) =>
      fetch(`${world.url}/api/auth/change-email`, { method: "POST", headers: { ...json, cookie }, body: JSON.stringify(body) });
    expect((await changeEmail({ newEmail: "ada@example.com" })).status).toBe(200);
    const named = await fetch(`${world.url}/api/auth/update-user`, {
      method: "POST",
      headers: { ...json, cookie, origin: world.url },
      body: JSON.stringify({ name: "Ada" }),
    });
    expect(named.status).toBe(200);
    const set = (newPassword: unknown) =>
      fetch(`${world.url}/api/account/password`, { method: "POST", headers: { ...json, cookie }, body: JSON.stringify({ newPassword }) });
    expect((await set("short")).status).toBe(400);
    expect((await set(PASSWORD)).status).toBe(200);
    expect((await signIn(world.url, { email: "ada@example.com", password: PASSWORD })).status).toBe(200);
    expect((await changeEmail({ newEmail: "not an address" })).status).toBe(400);
    expect((await signIn(world.url, { email: "ada@example.com", password: "wrong horse battery" })).status).toBe(401);
    expect(
      (await fetch(`${world.url}/api/account/password`, { method: "POST", headers: json, body: JSON.stringify({ newPassword: PASSWORD }) }))
        .status,
    ).toBe(401);
  });

  it("keeps sign-up closed, except with an invitation to that address", async () => {
    const cookie = await ownerCookie();
    const invited = await postJson(`${world.url}/v1/invitations`, { email: "Bob@example.com", role: "viewer" }, { cookie });
    const { link } = (await invited.json()) as { link: string };
    const invitation = link.split("#")[1];
    for (const more of [{}, { invitation }, { invitation: "surety_inv_" }])
      expect((await signUp(world.url, { email: "eve@example.com", name: "Eve", password: PASSWORD, ...more })).status).toBe(403);
    const bob = cookieOf(await signUp(world.url, { email: "bob@example.com", name: "Bob", password: PASSWORD, invitation }));
    const session = await fetch(`${world.url}/v1/session`, { headers: { cookie: bob } });
    expect(await session.json()).toMatchObject({ role: "viewer", scopes: ["read"], organization: { name: "Default" } });
    const put = await fetch(`${world.url}/v1/services/orders`, { method: "PUT", headers: { ...json, cookie: bob }, body: "{}" });
    expect(put.status).toBe(403);
  });

  it("gives nobody a link who asks for one", async () => {
    const asked = await fetch(`${world.url}/api/auth/sign-in/magic-link`, {
      method: "POST",
      headers: json,
      body: JSON.stringify({ email: "ada@example.com" }),
    });
    expect([asked.status, world.links.length]).toEqual([404, 1]);
  });

  async function ownerCookie(): Promise<string> {
    const sql = postgres(world.databaseUrl, { max: 1 });
    const [row] = await sql<{ email: string; password: string | null }[]>`select email from users order by created_at limit 1`;
    await sql.end();
    if (row?.email !== "owner@surety.localhost") return cookieOf(await signIn(world.url, { email: row?.email, password: PASSWORD }));
    return cookieOf(await fetch(await newLink(world), { redirect: "manual" }));
  }
});

describe("a sign-in link at every start", () => {
  it("is for the first owner, and the one before stops working; the password stays", async () => {
    const world = await openWorld({ signInLink: "never" });
    const { email } = await world.createOrganization();
    const first = await newLink(world);
    const second = await newLink(world);
    expect((await fetch(first, { redirect: "manual" })).headers.get("location")).toContain("error=");
    expect((await fetch(second, { redirect: "manual" })).headers.get("location")).toBe("http://localhost:3000/");
    expect((await signIn(world.url, { email, password: PASSWORD })).status).toBe(200);
    await world.close();
  });
});

describe("sessions", () => {
  it("end at sign-out", async () => {
    const world = await openWorld();
    const { cookie } = await world.createOrganization();
    await fetch(`${world.url}/api/auth/sign-out`, { method: "POST", headers: { ...json, cookie, origin: world.url }, body: "{}" });
    expect((await fetch(`${world.url}/v1/session`, { headers: { cookie } })).status).toBe(401);
    await world.close();
  });
});

/** Starts a second server on the same database, as a restart would, and takes the link that it issues. */
async function newLink(world: World): Promise<string> {
  const links: string[] = [];
  const server = await startServer({
    config: { ...world.config, signInLink: "always" },
    paths: world.paths,
    onSignInLink: (url) => links.push(url),
    logTo: { write: () => undefined },
  });
  await server.close();
  return (links[0] ?? "").replace("http://localhost:3000", world.url);
}
