import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRest } from "./calls.ts";
import { openWorld, type Organization, PASSWORD, postJson, signIn, signUp, type World } from "./world.ts";

let world: World;
let owner: Organization;
beforeAll(async () => {
  // Each request says from where it comes: sign-ins are limited by address.
  world = await openWorld({ signUp: "open", trustProxy: ["127.0.0.1"] });
  owner = await world.createOrganization();
});
afterAll(() => world.close());

interface Invited {
  readonly id: string;
  readonly link: string;
}
const invite = async (email: string, role = "member", as: { cookie: string } = owner) => {
  const answer = await postJson(`${world.url}/v1/invitations`, { email, role }, { cookie: as.cookie });
  return { status: answer.status, body: (await answer.json()) as Invited & { code?: string } };
};
const secretOf = ({ link }: Invited) => link.split("#")[1] ?? "";
const send = async (method: string, path: string, cookie: string, body?: object) => {
  const json = body === undefined ? {} : { "content-type": "application/json" };
  const answer = await fetch(world.url + path, {
    method,
    headers: { cookie, ...json },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    body: (text === "" ? {} : JSON.parse(text)) as { code?: string; items?: { id: string; email: string }[] },
  };
};
const idOf = async ({ email }: { email: string }) => {
  const { body } = await send("GET", "/v1/members?limit=100", owner.cookie);
  return body.items?.find((item) => item.email === email)?.id ?? "";
};

describe("an invitation", () => {
  it("brings one person in, once, with its role; its secret is nowhere but in the answer", async () => {
    const { body } = await invite("Grace@Example.com", "viewer");
    expect(body.link).toMatch(/^\/invitations#surety_inv_[0-9A-Za-z]{36}$/);
    const offered = await postJson(`${world.url}/api/account/invitation`, { secret: secretOf(body) });
    expect(await offered.json()).toMatchObject({ email: "grace@example.com", role: "viewer", hasAccount: false });
    const grace = await world.join(body.link, "Grace");
    const session = await fetch(`${world.url}/v1/session`, { headers: { cookie: grace.cookie } });
    expect(await session.json()).toMatchObject({ role: "viewer", organization: { id: owner.id } });
    const again = await postJson(`${world.url}/api/account/invitation`, { secret: secretOf(body) });
    expect([again.status, await again.json()]).toEqual([404, expect.objectContaining({ code: "invitation_not_found" })]);
    const listed = JSON.stringify(await callRest(world, owner, "invitations.get", { invitation: body.id }));
    expect(listed).toContain('"accepted"');
    expect(listed + world.log.join("")).not.toContain(secretOf(body));
  });

  it("is accepted by somebody who has an account, with the invited address alone", async () => {
    const stranger = await world.createOrganization();
    const { body } = await invite(stranger.email);
    const accept = (cookie: string) => postJson(`${world.url}/api/account/invitation/acceptance`, { secret: secretOf(body) }, { cookie });
    const other = await world.createOrganization();
    expect((await accept(other.cookie)).status).toBe(403);
    expect((await postJson(`${world.url}/api/account/invitation/acceptance`, { secret: secretOf(body) })).status).toBe(401);
    expect((await accept(stranger.cookie)).status).toBe(200);
    const session = await fetch(`${world.url}/v1/session`, { headers: { cookie: stranger.cookie } });
    expect(await session.json()).toMatchObject({ role: "member", organization: { id: owner.id } });
    expect((await accept(stranger.cookie)).status).toBe(404);
  });

  it("brings in one of many who use it at the same moment", async () => {
    const { body } = await invite("many@example.com");
    const invitation = secretOf(body);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => signUp(world.url, { email: "many@example.com", name: "Many", password: PASSWORD, invitation })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { body: listed } = await send("GET", "/v1/members?limit=100", owner.cookie);
    expect(JSON.stringify(listed).match(/many@example\.com/g)).toHaveLength(1);
  });

  it("ends when it is revoked, and when the address is invited again; an address inside is not invited", async () => {
    const first = await invite("late@example.com");
    const second = await invite("late@example.com");
    const offered = async ({ body }: { body: Invited }) =>
      (await postJson(`${world.url}/api/account/invitation`, { secret: secretOf(body) })).status;
    expect([await offered(first), await offered(second)]).toEqual([404, 200]);
    expect((await send("DELETE", `/v1/invitations/${second.body.id}`, owner.cookie)).status).toBe(204);
    expect(await offered(second)).toBe(404);
    const signedUp = await signUp(world.url, {
      email: "late@example.com",
      name: "L",
      password: PASSWORD,
      invitation: secretOf(second.body),
    });
    expect(signedUp.status).toBe(403);
    expect(await invite(owner.email)).toMatchObject({ status: 409, body: { code: "already_member" } });
  });

  it("has one door: better-auth's own is closed", async () => {
    for (const path of [
      "invite-member",
      "accept-invitation",
      "remove-member",
      "update-member-role",
      "leave",
      "add-member",
      "update",
      "delete",
    ]) {
      const answer = await postJson(`${world.url}/api/auth/organization/${path}`, {}, { cookie: owner.cookie, origin: world.url });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await fetch(`${world.url}/api/auth/list-sessions`, { headers: { cookie: owner.cookie } })).status).toBe(404);
  });
});

describe("roles", () => {
  it("count from the next call on, and owners are made by owners alone", async () => {
    const ada = await world.join((await invite("ada@example.com", "admin")).body.link, "Ada");
    const bob = await world.join((await invite("bob@example.com", "viewer")).body.link, "Bob");
    expect((await send("PUT", `/v1/members/${bob.id}`, ada.cookie, { role: "member" })).status).toBe(200);
    expect((await send("PUT", "/v1/services/bobs", bob.cookie, {})).status).toBe(201);
    const ownerId = await idOf(owner);
    for (const [path, role] of [
      [bob.id, "owner"],
      [ada.id, "owner"],
      [ownerId, "member"],
    ])
      expect((await send("PUT", `/v1/members/${path}`, ada.cookie, { role })).status).toBe(403);
    expect((await send("DELETE", `/v1/members/${ownerId}`, ada.cookie)).status).toBe(403);
    expect((await invite("eve@example.com", "owner", ada)).status).toBe(403);
    expect(await callRest(world, owner, "members.put", { member: bob.id, role: "owner" })).toMatchObject({ status: 403 });
    expect((await send("PUT", `/v1/members/${ada.id}`, owner.cookie, { role: "owner" })).status).toBe(200);
    expect((await send("PUT", `/v1/members/${ada.id}`, owner.cookie, { role: "admin" })).status).toBe(200);
  });

  it("are not changed by somebody who saw another one", async () => {
    const dan = await world.join((await invite("dan@example.com", "viewer")).body.link, "Dan");
    const seen = await fetch(`${world.url}/v1/members/${dan.id}`, { headers: { cookie: owner.cookie } });
    const etag = seen.headers.get("etag") ?? "";
    const put = (role: string) =>
      fetch(`${world.url}/v1/members/${dan.id}`, {
        method: "PUT",
        headers: { cookie: owner.cookie, "content-type": "application/json", "if-match": etag },
        body: JSON.stringify({ role }),
      });
    expect([(await put("member")).status, (await put("admin")).status]).toEqual([200, 412]);
  });

  it("leave an organization with an owner at every moment", async () => {
    const ownerId = await idOf(owner);
    const lastOwner = { status: 409, body: { code: "last_owner" } };
    expect(await send("PUT", `/v1/members/${ownerId}`, owner.cookie, { role: "admin" })).toMatchObject(lastOwner);
    expect(await send("DELETE", `/v1/members/${ownerId}`, owner.cookie)).toMatchObject(lastOwner);
    expect(await send("DELETE", "/v1/membership", owner.cookie)).toMatchObject(lastOwner);
    // Two owners who both go at the same moment: one stays.
    const eve = await world.join((await invite("eve@example.com", "owner")).body.link, "Eve");
    const going = await Promise.all([
      send("PUT", `/v1/members/${ownerId}`, owner.cookie, { role: "admin" }),
      send("DELETE", "/v1/membership", eve.cookie),
    ]);
    expect(going.filter(({ status }) => status === 409)).toHaveLength(1);
  });

  it("end at once with the membership", async () => {
    const own = await world.createOrganization();
    const guest = await world.join((await invite("guest@example.com", "admin", own)).body.link, "Guest");
    expect((await send("DELETE", `/v1/members/${guest.id}`, own.cookie)).status).toBe(204);
    expect((await send("GET", "/v1/session", guest.cookie)).status).toBe(401);
    const leaver = await world.join((await invite("leaver@example.com", "viewer", own)).body.link, "Leaver");
    expect((await send("DELETE", "/v1/membership", leaver.cookie)).status).toBe(204);
    expect((await send("GET", "/v1/services", leaver.cookie)).status).toBe(401);
  });
});

describe("sessions", () => {
  it("are listed to their own person, and end one by one", async () => {
    const person = await world.createOrganization();
    const other = await world.openSession(person);
    const { body } = await send("GET", "/v1/sessions", person.cookie);
    expect(body.items).toHaveLength(2);
    expect(JSON.stringify(body)).not.toContain(person.cookie.split("=")[1]?.split(".")[0]);
    expect((await send("DELETE", `/v1/sessions/${other}`, owner.cookie)).status).toBe(404);
    expect((await send("DELETE", `/v1/sessions/${other}`, person.cookie)).status).toBe(204);
    expect((await send("GET", "/v1/sessions", person.cookie)).body.items).toHaveLength(1);
  });
});

describe("guesses at a password", () => {
  const guess = (email: string, password: string, more: Record<string, string> = {}, from = 0) =>
    postJson(`${world.url}/api/auth/sign-in/email`, { email, password }, { "x-forwarded-for": `203.0.113.${from % 250}`, ...more });

  it("are few, from however many addresses, and do not lock out the browser that has signed in before", async () => {
    const person = await world.createOrganization();
    const first = await signIn(world.url, { email: person.email, password: PASSWORD });
    const device =
      first.headers
        .getSetCookie()
        .find((cookie) => cookie.startsWith("surety.device="))
        ?.split(";")[0] ?? "";
    expect(first.headers.getSetCookie().join()).toMatch(/surety\.device=[^;]+;[^,]*HttpOnly/i);
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => guess(person.email, `wrong horse ${index}`, {}, index)));
    const looked = answers.filter(({ status }) => status === 401);
    expect(looked.length).toBeLessThanOrEqual(20);
    const waiting = answers.find(({ status }) => status === 429);
    expect(Number(waiting?.headers.get("retry-after"))).toBeGreaterThan(0);
    // The attacker has used up the account; a new browser waits, the known one does not.
    expect((await guess(person.email, PASSWORD, {}, 249)).status).toBe(429);
    expect((await guess(person.email, PASSWORD, { cookie: device }, 249)).status).toBe(200);
    expect((await guess(person.email, PASSWORD, { cookie: `${device}x` }, 248)).status).toBe(429);
  });

  it("are answered the same for an account that does not exist", async () => {
    const person = await world.createOrganization();
    const answers = async (email: string, from: number) => {
      const all = [];
      for (let turn = 0; turn < 7; turn += 1) {
        const answer = await guess(email, "wrong horse battery", {}, from);
        const body = (await answer.text()).replaceAll(/\d+ seconds/g, "some seconds").replaceAll(/"requestId":"[^"]*"/g, "");
        all.push([answer.status, body, [...answer.headers.keys()].filter((name) => name !== "retry-after").sort()]);
      }
      return all.slice(0, 5);
    };
    expect(await answers("nobody@example.com", 101)).toEqual(await answers(person.email, 102));
  });
});
