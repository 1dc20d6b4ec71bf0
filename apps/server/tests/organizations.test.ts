import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cookieOf, openWorld, type Organization, PASSWORD, postJson, signUp, type World } from "./world.ts";

const json = { "content-type": "application/json" };
let world: World;
let other: Organization;
let cookie: string;
let first: string;
let second: string;

/** Somebody with two organizations, the second of which the session is in; each has a service of its own. */
beforeAll(async () => {
  world = await openWorld();
  other = await world.createOrganization();
  cookie = cookieOf(await signUp(world.url, { email: `${randomUUID()}@example.com`, name: "Ada", password: PASSWORD }));
  first = (await session()).organization.id;
  await putService("in-the-first");
  const created = await postJson(
    `${world.url}/api/auth/organization/create`,
    { name: "Second", slug: `second-${randomUUID()}` },
    { cookie },
  );
  second = ((await created.json()) as { id: string }).id;
  await putService("in-the-second");
});
afterAll(() => world.close());

describe("somebody of two organizations", () => {
  it("is in the one of the session, and by the header in the one that it names", async () => {
    expect((await session()).organization.id).toBe(second);
    expect((await session({ "x-surety-organization": first })).organization.id).toBe(first);
    expect(await services()).toEqual(["in-the-second"]);
    expect(await services({ "x-surety-organization": first })).toEqual(["in-the-first"]);
    expect((await session()).organization.id).toBe(second);
  });

  it("is refused an organization of others, like one that does not exist", async () => {
    const answers = [other.id, "no-such-organization"].map(async (organization) => {
      const answer = await ask("/v1/services", { "x-surety-organization": organization });
      const { status, code, detail } = (await answer.json()) as { status: number; code: string; detail: string };
      return [answer.status, status, code, detail];
    });
    const [ofOthers, ofNobody] = await Promise.all(answers);
    expect(ofOthers).toEqual([403, 403, "forbidden", expect.any(String)]);
    expect(ofNobody).toEqual(ofOthers);
    const byTrpc = await ask("/trpc/session.get", { "x-surety-organization": other.id });
    expect([byTrpc.status, await byTrpc.json()]).toMatchObject([403, { error: { data: { problem: { code: "forbidden" } } } }]);
  });

  it("finds the second one with the environments of a new one", async () => {
    expect(await (await ask("/v1/environments")).json()).toMatchObject({ items: [{ name: "staging" }, { name: "production" }] });
  });

  it("hears of the organization in the address alone, where a stream has no headers", async () => {
    const stream = await ask(`/trpc/live.listen?organization=${other.id}`, { accept: "text/event-stream" });
    const text = stream.status === 200 ? new TextDecoder().decode((await stream.body?.getReader().read())?.value) : await stream.text();
    expect(text).toContain("forbidden");
  });

  it("keeps the organization of a token whatever a header names", async () => {
    const answer = await fetch(`${world.url}/v1/session`, {
      headers: { authorization: `Bearer ${other.token}`, "x-surety-organization": first },
    });
    expect(await answer.json()).toMatchObject({ organization: { id: other.id } });
  });
});

function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${world.url}${path}`, { headers: { cookie, ...headers } });
}

async function session(headers: Record<string, string> = {}): Promise<{ organization: { id: string } }> {
  return (await (await ask("/v1/session", headers)).json()) as { organization: { id: string } };
}

async function services(headers: Record<string, string> = {}): Promise<string[]> {
  const { items } = (await (await ask("/v1/services", headers)).json()) as { items: { name: string }[] };
  return items.map(({ name }) => name);
}

function putService(name: string): Promise<Response> {
  return fetch(`${world.url}/v1/services/${name}`, { method: "PUT", headers: { ...json, cookie }, body: "{}" });
}
