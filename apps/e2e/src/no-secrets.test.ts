import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { gunzipSync } from "node:zlib";
import { CreatedToken } from "@surety/model/callers";
import { CreatedWebhook } from "@surety/model/webhooks";
import { testRedis } from "@surety/testkit/redis";
import { waitUntil } from "@surety/testkit/wait-until";
import { Redis } from "ioredis";
import postgres from "postgres";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startWatchedSurety, type WatchedSurety } from "./watched-surety.ts";

const redis = testRedis();
if (redis.skip !== undefined) console.warn(`skipped: secrets in Redis (${redis.skip})`);
const redisUrl = redis.url === undefined ? "" : new URL("/9", redis.url).href;

const canary = (what: string) => `canary-${what}-${randomBytes(12).toString("hex")}`;
const document = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Orders", version: "1" },
  paths: { "/orders": { get: { responses: { 200: { description: "All" } } } } },
});

describe.each([
  ["PostgreSQL", undefined, ""],
  ["Redis", redis.skip, redisUrl],
] as const)("with jobs in %s, after everything went right once and wrong once", (_name, skip, queueUrl) => {
  /** What must be nowhere, by what it is. */
  const secrets = new Map<string, string>();
  const plant = (what: string, secret = canary(what)): string => {
    secrets.set(what, secret);
    return secret;
  };
  const refusals: string[] = [];
  let surety: WatchedSurety;
  let mails: Awaited<ReturnType<typeof startMailServer>>;
  let provider: Awaited<ReturnType<typeof startProvider>>;
  let places: Readonly<Record<string, string>>;

  beforeAll(async () => {
    if (skip !== undefined) return;
    provider = await startProvider();
    mails = await startMailServer();
    const mail = `smtp://surety:${plant("mail-server")}@127.0.0.1:${mails.port}`;
    surety = await startWatchedSurety({
      both: {
        SURETY_SMTP_URL: mail,
        SURETY_MAIL_FROM: "Surety <surety@example.com>",
        REDIS_URL: queueUrl,
        SURETY_EGRESS_ALLOW: new URL(provider.url).host,
        SURETY_SECRET: plant("installation"),
      },
      server: {
        SURETY_SIGN_IN_ISSUER: provider.url,
        SURETY_SIGN_IN_CLIENT_ID: "surety",
        SURETY_SIGN_IN_CLIENT_SECRET: plant("oidc-client"),
      },
    });
    await live(surety, { plant, refusals, mails });
    const scraped = await surety.scrape();
    const queue = queueUrl === "" ? "" : await everythingInRedis(queueUrl);
    const dump = await dumpOf(surety.databaseUrl);
    places = {
      "the database": dump,
      "the queue": queue,
      "the log": surety.log.filter((line) => !line.includes("sign-in-link") && !line.startsWith("Nobody has")).join("\n"),
      "the bodies of refusals": refusals.join("\n"),
      "the metrics": `${scraped.server}\n${scraped.worker}`,
      "the traces": surety.collector.text(),
    };
  });
  afterAll(async () => {
    await surety?.stop();
    provider?.close();
    mails?.close();
  });

  it.skipIf(skip)("there was something to find them in", () => {
    for (const there of ["public.webhook_deliveries", "what is in the clear is found", "an example in a published document is no secret"])
      expect([there, places["the database"]?.includes(there)]).toEqual([there, true]);
    if (queueUrl !== "") expect(places["the queue"]).toContain("deliveryId");
    for (const text of ["a check was settled", "a request failed", "a webhook was sent", "answered"])
      expect(places["the log"]).toContain(text);
    expect(places["the traces"]).toContain("verb createWebhook");
    expect(refusals.length).toBeGreaterThan(8);
  });

  it.skipIf(skip)("no secret is anywhere in clear, nor as base64 or in hexadecimal digits", () => {
    expect([...secrets.keys()].toSorted()).toEqual([
      "bearer",
      "cookie",
      "idempotent-token",
      "installation",
      "invitation",
      "mail-server",
      "mistyped",
      "oidc-client",
      "password",
      "query",
      "rotated-webhook",
      "token",
      "userinfo",
      "webhook",
      "wrong-password",
    ]);
    const found = [...secrets].flatMap(([what, secret]) =>
      Object.entries(places).flatMap(([place, text]) =>
        spellings(secret).flatMap((spelling) => (text.includes(spelling) ? [`${what} in ${place}`] : [])),
      ),
    );
    expect(found).toEqual([]);
  });

  it.skipIf(skip)("the address of a webhook, whose path can be a secret, is in the database alone", () => {
    for (const place of ["the queue", "the log", "the metrics", "the traces"])
      expect([place, places[place]?.includes("path-of-a-webhook")]).toEqual([place, false]);
    expect(places["the database"]).toContain("path-of-a-webhook");
  });
});

interface Notes {
  plant(what: string, secret?: string): string;
  readonly refusals: string[];
  readonly mails: { readonly taken: readonly string[]; refuses: boolean };
}

/** What people and pipelines do, with what goes wrong. */
async function live(surety: WatchedSurety, { plant, refusals, mails }: Notes): Promise<void> {
  const { url } = surety;
  const call = async (method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Response> => {
    const type =
      body === undefined ? {} : { "content-type": "application/json", body: typeof body === "string" ? body : JSON.stringify(body) };
    const { body: text, ...typed } = type as Record<string, string>;
    const answer = await fetch(`${url}${path}`, {
      method,
      redirect: "manual",
      headers: { origin: url, ...typed, ...headers },
      ...(text === undefined ? {} : { body: text }),
    });
    if (answer.status >= 400) refusals.push(await answer.clone().text());
    return answer;
  };
  const email = `ada-${randomBytes(4).toString("hex")}@example.com`;
  const password = plant("password");
  const signedUp = await call("POST", "/api/auth/sign-up/email", {}, { name: "Ada", email, password });
  const cookie = signedUp.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
  const session = cookie.find((line) => line?.includes("session_token"))?.split("=")[1] ?? "";
  plant("cookie", decodeURIComponent(session));
  const member = { cookie: cookie.join("; ") };
  await call("POST", "/api/auth/sign-in/email", {}, { email, password: plant("wrong-password") });
  const scopes = ["read", "contracts:write", "admin"];
  const key = { "idempotency-key": `"${randomBytes(8).toString("hex")}"` };
  const [made, again] = [
    await call("POST", "/v1/tokens", { ...member, ...key }, { name: "ci", scopes }),
    await call("POST", "/v1/tokens", { ...member, ...key }, { name: "ci", scopes }),
  ];
  const { secret } = CreatedToken.parse(await made.json());
  if (CreatedToken.parse(await again.json()).secret !== secret) throw new Error("another token for the same key");
  plant("idempotent-token", secret);
  const token = plant(
    "token",
    CreatedToken.parse(await (await call("POST", "/v1/tokens", member, { name: "other", scopes })).json()).secret,
  );
  const bearer = { authorization: `Bearer ${token}` };
  await call("GET", "/v1/session", { authorization: `Bearer ${plant("bearer")}` });
  await call("GET", "/v1/session", { authorization: `Basic ${Buffer.from(`a:${plant("mistyped")}`).toString("base64")}` });
  await call("GET", `/v1/nothing?token=${plant("query")}`, bearer);
  const eventTypes = ["check.completed"];
  const hook = { url: `${surety.receiver.url}/path-of-a-webhook`, description: "what is in the clear is found", eventTypes };
  const created = CreatedWebhook.parse(await (await call("POST", "/v1/webhooks", bearer, hook)).json());
  plant("webhook", created.secret);
  const rotated = z
    .looseObject({ secret: z.string() })
    .parse(await (await call("POST", `/v1/webhooks/${created.id}/secrets`, bearer)).json());
  plant("rotated-webhook", rotated.secret);
  await call("POST", "/v1/webhooks", bearer, { url: `https://user:${plant("userinfo")}@example.com/`, eventTypes });
  await call("POST", "/v1/webhooks", bearer, `{"url": "${token}`);
  await call("POST", "/v1/tokens", member, { name: "x", scopes: ["all"], password });
  const started = await call("GET", "/api/auth/oidc/start?target=%2F", {});
  const state = new URL(started.headers.get("location") ?? url).searchParams.get("state") ?? "";
  const pending = started.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  await call("GET", `/api/auth/oidc/callback?code=c&state=${state}`, { cookie: pending });

  const invited = await call("POST", "/v1/invitations", member, { email: `grace-${email}` });
  const { link } = z.looseObject({ link: z.string() }).parse(await invited.json());
  plant("invitation", link.split("#")[1] ?? "");
  await waitUntil(() => mails.taken.length > 0, { what: "a mail", deadlineMs: 30_000 });
  mails.refuses = true;
  await call("POST", "/v1/invitations", member, { email: `hedy-${email}` });
  await call("POST", "/api/account/password-reset", {}, { email });
  await waitUntil(() => surety.log.some((line) => line.includes("a mail is tried again later")), {
    what: "a mail that is refused",
    deadlineMs: 30_000,
  });

  surety.receiver.status = 500;
  const example = document.replace('"All"', '"All", "x-note": "an example in a published document is no secret"');
  const published = await call("PUT", "/v1/services/orders/versions/1", bearer, example);
  if (published.status !== 201) throw new Error(`not published: ${published.status} ${await published.text()}`);
  await waitUntil(() => surety.receiver.paths.length >= 2, { what: "the webhooks of both checks", deadlineMs: 60_000 });

  // Statements that fail, in both processes: what drivers say of them has the values that were sent.
  const sql = postgres(surety.databaseUrl, { max: 1, onnotice: () => {} });
  await waitUntil(async () => (await sql`select 1 from webhook_attempts`).length >= 2, { what: "both attempts written down" });
  for (const table of ["accounts", "tokens", "webhook_attempts"]) await sql`alter table ${sql(table)} rename to ${sql(`${table}_away`)}`;
  await call("POST", "/api/auth/sign-up/email", {}, { name: "Eve", email: `eve-${email}`, password });
  await call("POST", "/api/auth/sign-in/email", {}, { email, password });
  await call("POST", "/v1/tokens", member, { name: "more", scopes });
  await call("GET", "/v1/tokens", member);
  await call("PUT", "/v1/services/orders/versions/2", member, document);
  const isRefused = () => surety.log.some((line) => line.includes('"level":"warn"') && line.includes("webhook_attempts"));
  await waitUntil(isRefused, { what: "an attempt that cannot be written down", deadlineMs: 30_000 });
  for (const table of ["accounts", "tokens", "webhook_attempts"]) await sql`alter table ${sql(`${table}_away`)} rename to ${sql(table)}`;
  await sql.end();
}

/** A provider that gives back what it was told, in an error, as nobody should. */
async function startProvider(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", () => {
        const json = { "content-type": "application/json" };
        if (request.url?.startsWith("/.well-known/"))
          response.writeHead(200, json).end(
            JSON.stringify({
              issuer: url,
              authorization_endpoint: `${url}/authorize`,
              token_endpoint: `${url}/token`,
              jwks_uri: `${url}/keys`,
            }),
          );
        else {
          const told = `${request.headers.authorization ?? ""} ${Buffer.concat(chunks).toString()}`;
          response.writeHead(400, json).end(JSON.stringify({ error: "invalid_client", error_description: told }));
        }
      });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${address.port}`;
  return { url, close: () => void server.close() };
}

/** Takes mails of who has a password, until it refuses. */
async function startMailServer() {
  const taken: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username }, _session, done) => done(null, { user: username }),
    onMailFrom: (_address, _session, done) => done(mails.refuses ? Object.assign(new Error("not now"), { responseCode: 451 }) : null),
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("end", () => {
          taken.push(Buffer.concat(chunks).toString());
          done(null);
        });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const mails = { port: address.port, taken, refuses: false, close: () => server.close(() => {}) };
  return mails;
}

/** Every row of every table of every schema as text, which pg_dump would give; and what is compressed in it. */
async function dumpOf(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
    const rows = await Promise.all(
      tables.map(async ({ name }) => [
        name,
        ...(await sql.unsafe<{ row: string }[]>(`select each::text as row from ${name} as each`)).map(({ row }) => row),
      ]),
    );
    const text = rows.flat().join("\n");
    const unpacked = [...text.matchAll(/\\x(1f8b[0-9a-f]+)/g)].map(([, packed = ""]) => gunzipSync(Buffer.from(packed, "hex")).toString());
    return [text, ...unpacked].join("\n");
  } finally {
    await sql.end();
  }
}

async function everythingInRedis(url: string): Promise<string> {
  const client = new Redis(url);
  try {
    const keys = await client.keys("*");
    const values = await Promise.all(
      keys.map(async (key) => {
        const type = await client.type(key);
        if (type === "hash") return client.hgetall(key);
        if (type === "list") return client.lrange(key, 0, -1);
        if (type === "zset") return client.zrange(key, "0", "-1");
        if (type === "set") return client.smembers(key);
        if (type === "stream") return client.xrange(key, "-", "+");
        return client.get(key);
      }),
    );
    return JSON.stringify([keys, values]);
  } finally {
    client.disconnect();
  }
}

/** As it is, and as columns of bytes, headers and addresses have it. */
function spellings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString("hex"),
    bytes
      .toString("base64")
      .replace(/[^A-Za-z0-9+/].*$/, "")
      .slice(0, -2),
  ];
}
