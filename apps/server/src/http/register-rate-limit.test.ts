import { randomUUID } from "node:crypto";
import { sendProblem } from "@surety/api/rest/send-problem";
import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import { OrganizationId, TokenId } from "@surety/model/ids";
import { testRedis } from "@surety/testkit/redis";
import Fastify, { type FastifyInstance } from "fastify";
import { Redis } from "ioredis";
import { afterEach, describe, expect, it } from "vitest";
import { type RateLimits, registerRateLimit } from "./register-rate-limit.ts";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const uuid = () => randomUUID();
const organizationId = OrganizationId.parse(uuid());

/** Bearer `<organization>/<token>` is good; anything else is not. */
function callerOf(authorization: string | undefined): Caller | null {
  if (authorization === undefined) return null;
  const [organization, token] = authorization.replace("Bearer ", "").split("/");
  if (token === undefined) throw new SuretyError("token_invalid", "no");
  return {
    type: "token",
    organizationId: OrganizationId.parse(organization),
    tokenId: TokenId.parse(token),
    name: "test",
    scopes: ["read"],
    services: null,
  };
}

function serve(limits: Partial<RateLimits>, options: { redis?: Redis; refused?: string[] } = {}): FastifyInstance {
  const app = Fastify({ trustProxy: true });
  app.setErrorHandler((error, _request, reply) => sendProblem(reply, error));
  registerRateLimit(app, {
    limits: { credential: 0, organization: 0, address: 0, ...limits },
    redis: options.redis,
    // Longer than any test runs.
    windowSeconds: 600,
    callerOf: async ({ headers }) => callerOf(headers.authorization),
    onRefused: (limit) => options.refused?.push(limit),
  });
  app.get("/v1/session", () => ({}));
  app.get("/livez", () => ({}));
  open.push(app);
  return app;
}

function connect(url: string): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, retryStrategy: () => null });
  redis.on("error", () => undefined);
  open.push({ close: () => redis.disconnect() });
  return redis;
}

const token = (organization = organizationId) => `Bearer ${organization}/${uuid()}`;
async function ask(app: FastifyInstance, authorization?: string, address = "192.0.2.1") {
  const headers = { "x-forwarded-for": address, ...(authorization === undefined ? {} : { authorization }) };
  const { statusCode, headers: told, body } = await app.inject({ url: "/v1/session", headers });
  return { status: statusCode, policy: told["ratelimit-policy"], left: told["ratelimit"], retryAfter: told["retry-after"], body };
}

describe("requests", () => {
  it("with a good credential count for it and for its organization, whatever address they come from", async () => {
    const refused: string[] = [];
    const app = serve({ credential: 3, organization: 5, address: 1 }, { refused });
    const [one, other] = [token(), token()];
    const first = await ask(app, one);
    expect(first.policy).toBe('"credential";q=3;w=600, "organization";q=5;w=600');
    expect(first.left).toMatch(/^"credential";r=2;t=\d+, "organization";r=4;t=\d+$/);
    for (const _ of [2, 3]) expect((await ask(app, one)).status).toBe(200);
    const fourth = await ask(app, one);
    expect(fourth.status).toBe(429);
    expect(Number(fourth.retryAfter)).toBeGreaterThan(0);
    expect(JSON.parse(fourth.body)).toMatchObject({ code: "rate_limited", limit: "credential" });
    for (const _ of [5, 6, 7]) expect((await ask(app, one)).left).toMatch(/^"credential";r=0;t=\d+$/);
    expect((await ask(app, other)).status).toBe(200);
    const last = await ask(app, other);
    expect(last).toMatchObject({ status: 429 });
    expect(JSON.parse(last.body)).toMatchObject({ limit: "organization" });
    expect((await ask(app, token(OrganizationId.parse(uuid())))).status).toBe(200);
    expect(refused).toEqual(["credential", "credential", "credential", "credential", "organization"]);
  });

  it("without a good one count for their address, an IPv6 network as one", async () => {
    const app = serve({ credential: 100, organization: 100, address: 2 });
    expect((await ask(app, undefined, "2001:db8::1")).policy).toBe('"address";q=2;w=600');
    expect((await ask(app, "Bearer wrong", "2001:db8::2")).status).toBe(200);
    expect(JSON.parse((await ask(app, undefined, "2001:db8::3")).body)).toMatchObject({ code: "rate_limited", limit: "address" });
    expect((await ask(app, token(), "2001:db8::3")).status).toBe(200);
    expect((await ask(app, undefined, "2001:db8:0:1::3")).status).toBe(200);
  });

  it("have no limit where it is 0, and probes never have one", async () => {
    const app = serve({ address: 1 });
    expect((await ask(app, token())).policy).toBeUndefined();
    for (const _ of [1, 2, 3]) expect((await app.inject("/livez")).statusCode).toBe(200);
  });
});

describe("with a Redis", () => {
  const redis = testRedis();

  it.skipIf(redis.skip)("servers count together, under keys of their own", async () => {
    const client = connect(redis.url ?? "");
    await new Promise((resolve) => client.once("ready", resolve));
    const [first, second] = [serve({ credential: 3 }, { redis: client }), serve({ credential: 3 }, { redis: client })];
    const mine = token();
    const left = [];
    for (const app of [first, second, first, second, first]) left.push(/r=(\d+)/.exec(String((await ask(app, mine)).left))?.[1]);
    expect(left).toEqual(["2", "1", "0", "0", "0"]);
    expect((await ask(first, mine)).status).toBe(429);
    const key = `surety:rate:credential:${mine.split("/")[1]}`;
    expect(await client.get(key)).toBe("5");
    expect(await client.pttl(key)).toBeGreaterThan(0);
    await client.del(key);
  });

  it("that does not answer, each server counts for itself", async () => {
    const app = serve({ credential: 2 }, { redis: connect("redis://127.0.0.1:1") });
    const mine = token();
    expect([(await ask(app, mine)).status, (await ask(app, mine)).status, (await ask(app, mine)).status]).toEqual([200, 200, 429]);
  });
});
