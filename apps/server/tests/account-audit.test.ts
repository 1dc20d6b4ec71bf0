import { randomUUID } from "node:crypto";
import { waitUntil } from "@surety/testkit/wait-until";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type Organization, PASSWORD, postJson, signIn, type World } from "./world.ts";

interface Entry {
  readonly action: string;
  readonly actor: { readonly type: string; readonly name: string };
  readonly resource: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

let world: World;
let ada: Organization;
beforeAll(async () => {
  world = await openWorld();
  ada = await world.createOrganization();
});
afterAll(() => world.close());

const entries = async (organization: Pick<Organization, "token"> = ada): Promise<Entry[]> => {
  const answer = await fetch(`${world.url}/v1/audit-entries?limit=100`, { headers: { authorization: `Bearer ${organization.token}` } });
  return ((await answer.json()) as { items: Entry[] }).items;
};
const newest = async () => (await entries())[0];
const post = (path: string, body: unknown, cookie = ada.cookie) =>
  postJson(`${world.url}/api/auth/${path}`, body, { cookie, origin: world.url });

describe("what people do with their accounts is in the audit log", () => {
  it("signing in, from where and under which request", async () => {
    const answer = await signIn(world.url, { email: ada.email, password: PASSWORD });
    expect(await newest()).toMatchObject({
      action: "session.created",
      actor: { type: "member", name: "Ada" },
      address: "127.0.0.1",
      userAgent: "node",
      requestId: answer.headers.get("x-request-id"),
      after: { by: "/sign-in/email" },
    });
  });

  it("a password that was not right, without it, by nobody in particular", async () => {
    const wrong = "quite a wrong password";
    const answer = await signIn(world.url, { email: ada.email.toUpperCase(), password: wrong });
    const refused = await waitUntil(async () => (await entries()).find(({ action }) => action === "session.refused"), { what: "an entry" });
    expect(refused).toMatchObject({
      actor: { type: "system", name: "sign-in" },
      address: "127.0.0.1",
      requestId: answer.headers.get("x-request-id"),
    });
    const other = await world.createOrganization();
    await signIn(world.url, { email: "nobody@example.com", password: wrong });
    expect(JSON.stringify([await entries(), await entries(other)])).not.toContain(wrong);
    expect((await entries(other)).filter(({ action }) => action === "session.refused")).toEqual([]);
  });

  it("another name, address and password", async () => {
    expect((await post("update-user", { name: "Ada Lovelace" })).status).toBe(200);
    expect(await newest()).toMatchObject({ action: "account.put", after: { name: "Ada Lovelace" } });
    const email = `${randomUUID()}@example.com`;
    expect((await post("change-email", { newEmail: email })).status).toBe(200);
    expect(await newest()).toMatchObject({ action: "account.put", before: { email: ada.email }, after: { email } });
    const changed = await post("change-password", { currentPassword: PASSWORD, newPassword: "another horse battery" });
    expect(changed.status).toBe(200);
    expect(await newest()).toMatchObject({ action: "password.put", actor: { name: "Ada Lovelace" }, before: null, after: null });
  });

  it("a further organization, in that one, and signing in and out in all of theirs", async () => {
    const two = await world.createOrganization();
    const created = await post("organization/create", { name: "Second", slug: `second-${randomUUID()}` }, two.cookie);
    const { id } = (await created.json()) as { id: string };
    const token = await world.createToken(two.cookie, ["admin"]);
    expect((await entries({ token })).find(({ action }) => action === "organization.created")).toMatchObject({
      resource: id,
      after: { name: "Second" },
    });
    expect((await post("sign-out", {}, two.cookie)).status).toBe(200);
    for (const one of [two, { token }])
      expect((await entries(one))[0]).toMatchObject({ action: "session.deleted", actor: { name: "Ada" } });
  });

  it("and nothing of what was refused", async () => {
    const before = await entries();
    for (const [path, body] of [
      ["change-password", { currentPassword: "not the password", newPassword: "another horse battery" }],
      ["change-email", { newEmail: "not an address" }],
      ["organization/create", { name: "" }],
    ] as const)
      expect((await post(path, body)).status).toBeGreaterThanOrEqual(400);
    expect(await entries()).toEqual(before);
  });
});

describe("what sign-in refuses is a problem like everything else", () => {
  it.each([
    ["POST", "sign-in/email", {}, 400, "VALIDATION_ERROR"],
    ["POST", "sign-in/email", { email: "nobody@example.com", password: "x" }, 401, "INVALID_EMAIL_OR_PASSWORD"],
    ["POST", "change-password", { currentPassword: "x", newPassword: "y" }, 401, "UNAUTHORIZED"],
    ["POST", "organization/set-active", { organizationId: "none" }, 401, "UNAUTHORIZED"],
    ["POST", "organization/delete", { organizationId: "none" }, 404, "route_not_found"],
    ["POST", "reset-password", { token: "none", newPassword: "another horse battery" }, 400, "INVALID_TOKEN"],
    ["POST", "sign-in/email", "{", 400, "BAD_REQUEST"],
    ["GET", "no-such-thing", undefined, 404, "route_not_found"],
  ] as const)("%s %s %j", async (method, path, body, status, code) => {
    const answer = await fetch(`${world.url}/api/auth/${path}`, {
      method,
      headers: { origin: world.url, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json; charset=utf-8"]);
    expect(await answer.json()).toMatchObject({
      status,
      code,
      type: expect.stringMatching(/^http|^\//),
      title: expect.any(String),
      detail: expect.any(String),
      requestId: answer.headers.get("x-request-id"),
    });
  });
});
