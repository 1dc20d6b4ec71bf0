import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRest, callTrpc } from "./calls.ts";
import { openWorld, type Organization, type World } from "./world.ts";

let world: World;
let organization: Organization;
beforeAll(async () => {
  world = await openWorld();
  organization = await world.createOrganization();
});
afterAll(() => world.close());

describe("tokens", () => {
  it.each(["x", "surety", `sur_${"A".repeat(40)}`, " ", "Basic YTpi"])(
    "refuses %j as token_invalid, by REST and by tRPC",
    async (token) => {
      for (const call of [callRest, callTrpc]) {
        const answer = await call(world, { token }, "services.list", {});
        expect([answer.status, answer.body]).toEqual([401, expect.objectContaining({ code: "token_invalid" })]);
      }
    },
  );

  it("refuses a token whose last character was changed", async () => {
    const last = organization.token.at(-1) === "a" ? "b" : "a";
    expect(await callRest(world, { token: organization.token.slice(0, -1) + last }, "session.get", undefined)).toMatchObject({
      status: 401,
    });
  });

  it("holds a token to its scopes, whatever its maker may do", async () => {
    const token = await world.createToken(organization.cookie, ["read"]);
    expect(await callRest(world, { token }, "services.list", {})).toMatchObject({ status: 200 });
    expect(await callRest(world, { token }, "services.put", { service: "orders" })).toMatchObject({
      status: 403,
      body: { code: "forbidden" },
    });
    expect(await callTrpc(world, { token }, "tokens.list", {})).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  it("stops a revoked token within five seconds", async () => {
    const created = await callRest(world, organization, "tokens.create", { name: "short", scopes: ["read"] });
    const { id, secret } = created.body as { id: string; secret: string };
    await callRest(world, organization, "tokens.delete", { token: id });
    expect(await callRest(world, { token: secret }, "session.get", undefined)).toMatchObject({
      status: 401,
      body: { code: "token_invalid" },
    });
  });

  it("never writes a secret into the log", async () => {
    await callRest(world, organization, "session.get", undefined);
    await callTrpc(world, organization, "session.get", undefined);
    await fetch(`${world.url}/v1/services?cursor=${organization.token}`);
    await fetch(`${world.url}/api/auth/magic-link/verify?token=${organization.token}`, { redirect: "manual" });
    const log = world.log.join("");
    expect(log).toContain('"path":"/v1/session"');
    expect(log).not.toContain(organization.token);
    for (const cookie of organization.cookie.split("; ")) expect(log).not.toContain(cookie.split("=")[1]);
  });
});

describe("a database that fails", () => {
  it("is a 500 that shows nothing, and a log line without the values of the query", async () => {
    const broken = await openWorld();
    const { cookie, token } = await broken.createOrganization();
    const sql = postgres(broken.databaseUrl, { max: 1 });
    await sql`alter table sessions rename to gone`;
    await sql`alter table services rename to gone_too`;
    await sql.end();
    const bySession = await fetch(`${broken.url}/v1/session`, { headers: { cookie } });
    const byToken = await fetch(`${broken.url}/v1/services`, { headers: { authorization: `Bearer ${token}` } });
    for (const response of [bySession, byToken])
      expect([response.status, await response.text()]).toEqual([500, expect.not.stringMatching(/select|relation|gone|params/)]);
    const log = broken.log.join("");
    expect(log).toMatch(/relation \\"(sessions|services)\\" does not exist/);
    expect(log).not.toContain(cookie.split("=")[1]?.split(".")[0]);
    await broken.close();
  });
});

describe("live events", () => {
  it("reach a listener of the organization, and no other", async () => {
    const stranger = await world.createOrganization();
    const listener = new AbortController();
    const listen = (token: string) =>
      fetch(`${world.url}/trpc/live.listen`, {
        headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
        signal: listener.signal,
      });
    const [heard, overheard] = await Promise.all([listen(organization.token), listen(stranger.token)]);
    expect(heard.headers.get("content-type")).toContain("text/event-stream");
    const first = readUntil(heard, "version.published");
    const second = readUntil(overheard, "deployment.recorded");
    // LISTEN begins with the first read of the stream: publish until it is heard.
    await Promise.all([heardBy(first, organization), heardBy(second, stranger, true)]);
    expect(await first).toContain('"service":"heard"');
    expect(await second).not.toContain("heard");
    listener.abort();
  });

  async function heardBy(event: Promise<string>, by: Organization, deploy = false): Promise<void> {
    let isHeard = false;
    void event.then(() => (isHeard = true));
    for (let turn = 0; !isHeard && turn < 200; turn += 1) {
      const service = deploy ? "own" : "heard";
      await callRest(world, by, "versions.publish", {
        service,
        version: `1.${turn}`,
        document: '{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{}}',
      });
      if (deploy) await callRest(world, by, "deployments.record", { environment: "staging", service, version: `1.${turn}` });
    }
  }

  async function readUntil(response: Response, text: string): Promise<string> {
    let all = "";
    const decoder = new TextDecoder();
    if (response.body === null) throw new Error("no body");
    for await (const chunk of response.body) {
      all += decoder.decode(chunk, { stream: true });
      if (all.includes(text)) break;
    }
    return all;
  }
});
