import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ORDERS_1, SMALL } from "./procedure-table.ts";
import { openWorld, postJson, type Organization, type World } from "./world.ts";

let world: World;
let own: Organization;
let sql: postgres.Sql;
beforeAll(async () => {
  world = await openWorld();
  own = await world.createOrganization();
  sql = postgres(world.databaseUrl, { max: 2 });
  await send("PUT", "/v1/services/orders/versions/1.0.0", { body: SMALL });
});
afterAll(async () => {
  await sql.end();
  await world.close();
});

interface Sent {
  readonly key?: string;
  readonly body?: unknown;
  readonly token?: string;
  /** Of a person, instead of a token. */
  readonly cookie?: string;
}

async function send(method: string, path: string, { key, body, token = own.token, cookie }: Sent) {
  const response = await fetch(world.url + path, {
    method,
    headers: {
      ...(cookie === undefined ? { authorization: `Bearer ${token}` } : { cookie }),
      "content-type": "application/json",
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const expires = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const exception = { fingerprint: "b7e1c09a12f4", service: "orders", reason: "Agreed.", expires };
const webhook = { url: "https://1.1.1.1/hooks", eventTypes: ["check.completed"] };
const publisher = { provider: "github", repository: "acme/orders", scopes: ["read"] };
const invitation = { email: "grace@example.com", role: "member" };
const lost = "update idempotency_keys set answer = null, locked_until = now() - interval '1 second'";
const count = async (table: string) => Number((await sql`select count(*) as n from ${sql(table)}`)[0]?.["n"]);

describe("a request that is sent again with its Idempotency-Key", () => {
  it.each([
    ["POST", "/v1/exceptions", exception],
    ["POST", "/v1/tokens", { name: "ci", scopes: ["read"] }],
    ["POST", "/v1/webhooks", webhook],
    ["POST", "/v1/trusted-publishers", publisher],
    ["PUT", "/v1/services/returns/versions/1", SMALL],
    ["PUT", "/v1/environments/qa", { position: 3 }],
    ["POST", "/v1/environments/production/deployments", { service: "orders", version: "1.0.0" }],
    ["POST", "/v1/checks", { service: "orders", version: "9", kind: "lint" }],
    ["POST", "/trpc/exceptions.create", exception],
  ])("%s %s is given the first answer", async (method, path, body) => {
    const key = randomUUID();
    const first = await send(method, path, { key, body });
    const again = await send(method, path, { key: `"${key}"`, body });
    expect(again.text).toBe(first.text);
    expect(again.status).toBe(first.status);
    for (const name of ["content-type", "location", "etag"]) expect(again.headers.get(name)).toBe(first.headers.get(name));
    expect([first.headers.get("idempotent-replayed"), again.headers.get("idempotent-replayed")]).toEqual([null, "true"]);
    expect(again.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
  });

  it("takes effect once, sent twenty times at once; who comes too early is told when to come back", async () => {
    const before = await count("exceptions");
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send("POST", "/v1/exceptions", { key, body: exception })));
    expect(await count("exceptions")).toBe(before + 1);
    const early = answers.filter(({ status }) => status === 409);
    expect(new Set(answers.filter(({ status }) => status !== 409).map(({ text }) => text)).size).toBe(1);
    for (const { text, headers } of early) {
      expect(JSON.parse(text).code).toBe("idempotency_key_in_flight");
      expect(headers.get("retry-after")).toBe("1");
    }
  });

  it("with something else in it is refused, by REST and by tRPC", async () => {
    const key = randomUUID();
    expect((await send("POST", "/v1/exceptions", { key, body: exception })).status).toBe(201);
    for (const [path, body] of [
      ["/v1/exceptions", { ...exception, reason: "Other." }],
      ["/v1/tokens", exception],
    ] as const) {
      const other = await send("POST", path, { key, body });
      expect([other.status, JSON.parse(other.text).code]).toEqual([422, "idempotency_key_reused"]);
    }
    const trpc = await send("POST", "/trpc/exceptions.create", { key, body: exception });
    expect([trpc.status, JSON.parse(trpc.text).error.data.problem.code]).toEqual([422, "idempotency_key_reused"]);
  });

  it("finds what its first sending has made, when the server died before it answered", async () => {
    const key = randomUUID();
    const first = await send("POST", "/v1/exceptions", { key, body: exception });
    await sql.unsafe(lost);
    const before = await count("exceptions");
    const again = await send("POST", "/v1/exceptions", { key, body: exception });
    expect(JSON.parse(again.text).id).toBe(JSON.parse(first.text).id);
    expect(await count("exceptions")).toBe(before);

    const tokenKey = randomUUID();
    const body = { name: "again", scopes: ["read"] };
    const { id, secret: unseen } = JSON.parse((await send("POST", "/v1/tokens", { key: tokenKey, body })).text);
    await sql.unsafe(lost);
    const tokens = await count("tokens");
    const made = JSON.parse((await send("POST", "/v1/tokens", { key: tokenKey, body })).text);
    expect([made.id, await count("tokens")]).toEqual([id, tokens]);
    expect(made.secret).not.toBe(unseen);
    expect((await fetch(`${world.url}/v1/session`, { headers: { authorization: `Bearer ${made.secret}` } })).status).toBe(200);
  });

  it.each([
    ["/v1/webhooks", "webhooks", webhook],
    ["/v1/trusted-publishers", "trusted_publishers", publisher],
    ["/v1/invitations", "invitations", invitation],
  ])(
    "makes nothing twice at %s, when the server died before it answered; a secret that nobody was told ends",
    async (path, table, body) => {
      const key = randomUUID();
      const by = path === "/v1/invitations" ? { cookie: own.cookie } : {};
      const first = await send("POST", path, { key, body, ...by });
      const before = await count(table);
      await sql.unsafe(lost);
      const again = await send("POST", path, { key, body, ...by });
      expect([first.status, again.status]).toEqual([201, 201]);
      const [one, other] = [JSON.parse(first.text), JSON.parse(again.text)];
      expect([other.id, await count(table)]).toEqual([one.id, before]);
      if (table === "trusted_publishers") expect(other).toEqual(one);
      else expect(other.secret ?? other.link).not.toBe(one.secret ?? one.link);
      if (table !== "invitations") return;
      const offer = (link: string) => postJson(`${world.url}/api/account/invitation`, { secret: link.split("#")[1] });
      expect([(await offer(one.link)).status === 200, (await offer(other.link)).status]).toEqual([false, 200]);
    },
  );

  it("keeps the secret that a receiver has, and sends nothing twice, when the server died before it answered", async () => {
    const { id, secret: held } = JSON.parse((await send("POST", "/v1/webhooks", { body: webhook })).text);
    const twice = async (path: string, body: unknown) => {
      const key = randomUUID();
      const first = await send("POST", path, { key, body });
      await sql.unsafe(lost);
      const again = await send("POST", path, { key, body });
      expect(again.status).toBe(first.status);
      return [JSON.parse(first.text), JSON.parse(again.text)];
    };
    const [rotated, repeated] = await twice(`/v1/webhooks/${id}/secrets`, { previousValidHours: 24 });
    expect(repeated).toEqual(rotated);
    expect(rotated.secret).not.toBe(held);
    const [other] = await twice(`/v1/webhooks/${id}/secrets`, { previousValidHours: 24 });
    expect(other.secret).not.toBe(rotated.secret);

    const deliveries = await count("webhook_deliveries");
    const [test, sameTest] = await twice(`/v1/webhooks/${id}/deliveries`, {});
    const [replay, sameReplay] = await twice(`/v1/webhooks/${id}/deliveries`, { event: test.event });
    expect([sameTest.id, sameReplay.id, replay.event]).toEqual([test.id, replay.id, test.event]);
    expect(await count("webhook_deliveries")).toBe(deliveries + 2);
    const audited =
      await sql`select count(*) as n from audit_events where subject = ${id} and action in ('webhook.secret-rotated', 'webhook-delivery.created')`;
    expect(Number(audited[0]?.["n"])).toBe(4);
  });

  it("waits for the first one as long as that may run, and no longer", async () => {
    const key = randomUUID();
    await send("POST", "/v1/exceptions", { key, body: exception });
    await sql`update idempotency_keys set answer = null, locked_until = now() + interval '30 seconds'`;
    expect((await send("POST", "/v1/exceptions", { key, body: exception })).status).toBe(409);
    await sql`update idempotency_keys set locked_until = now() - interval '1 second'`;
    expect((await send("POST", "/v1/exceptions", { key, body: exception })).status).toBe(201);
  });

  it("is a new request after a day", async () => {
    const key = randomUUID();
    const first = await send("POST", "/v1/exceptions", { key, body: exception });
    await sql`update idempotency_keys set expires_at = now() - interval '1 second'`;
    const later = await send("POST", "/v1/exceptions", { key, body: exception });
    expect(later.headers.get("idempotent-replayed")).toBeNull();
    expect(JSON.parse(later.text).id).not.toBe(JSON.parse(first.text).id);
  });
});

it("keys belong to one credential, and nothing that was answered can be read in the database", async () => {
  const other = await world.createOrganization();
  const second = await world.createToken(own.cookie, ["read", "contracts:write", "deployments:write", "admin"]);
  const key = randomUUID();
  const body = { name: "mine", scopes: ["read"] };
  const { secret } = JSON.parse((await send("POST", "/v1/tokens", { key, body })).text);
  for (const token of [other.token, second]) {
    const answer = await send("POST", "/v1/tokens", { key, body, token });
    expect([answer.status, answer.headers.get("idempotent-replayed")]).toEqual([201, null]);
    expect(JSON.parse(answer.text).secret).not.toBe(secret);
  }
  const rows = await sql`select answer, key from idempotency_keys where answer is not null`;
  for (const row of rows) expect(Buffer.concat([row["answer"], row["key"]]).toString("latin1")).not.toMatch(/secret|sur_|mine/);
});

it("a failure that says nothing of the request is not kept", async () => {
  const key = randomUUID();
  const weak = await world.createToken(own.cookie, ["read"]);
  expect((await send("POST", "/trpc/exceptions.create", { key, body: exception, token: weak })).status).toBe(403);
  expect(
    (await send("POST", "/trpc/exceptions.create", { key, body: exception, token: weak })).headers.get("idempotent-replayed"),
  ).toBeNull();
});

it.each(["", "a".repeat(256), "a b", "ü"])("%j is no key", async (key) => {
  const { status, text } = await send("POST", "/v1/exceptions", { key: encodeHeader(key), body: exception });
  expect([status, JSON.parse(text).code]).toEqual([400, "malformed_request"]);
});

it("large requests are compared too", async () => {
  const key = randomUUID();
  expect((await send("PUT", "/v1/services/large/versions/1", { key, body: ORDERS_1 })).status).toBe(201);
  expect((await send("PUT", "/v1/services/large/versions/1", { key, body: ORDERS_1 })).headers.get("idempotent-replayed")).toBe("true");
  expect((await send("PUT", "/v1/services/large/versions/1", { key, body: `${ORDERS_1}\n` })).status).toBe(422);
});

/** As a header has it: bytes. */
function encodeHeader(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}
