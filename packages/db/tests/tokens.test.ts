import { authenticateToken } from "@surety/domain/tokens/authenticate-token";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, type World } from "./create-world.ts";

let world: World;
let now = new Date();
beforeAll(async () => {
  world = await createWorld({ clock: () => now });
});
afterAll(() => world.close());

test("a token stands for its organization and scopes, and its secret is nowhere in the database", async () => {
  const { secret, ...token } = await world.verbs.createToken(world.who, {
    name: "ci",
    scopes: ["read", "contracts:write", "read"],
    expiresInDays: 30,
  });
  expect(secret).toMatch(/^surety_pat_[0-9A-Za-z]{36}$/);
  expect(secret.startsWith(token.prefix)).toBe(true);
  const caller = await authenticateToken(world.deps, secret);
  expect(caller).toEqual({
    type: "token",
    organizationId: world.who.organizationId,
    tokenId: token.id,
    name: "ci",
    scopes: ["read", "contracts:write"],
    services: null,
  });
  expect(await world.verbs.getToken(world.who, { token: token.id })).toEqual({ ...token, lastUsedAt: expect.any(String) });
  if (caller === null) throw new Error("not authenticated");
  expect(await world.verbs.identify(caller)).toMatchObject({
    type: "token",
    name: "ci",
    email: null,
    role: null,
    organization: { name: "Acme" },
  });

  const dump = await world.database.drizzle.execute(
    sql`select query_to_xml('select * from tokens', true, true, '')::text as dump, (select string_agg(details || before, ' ') from audit_events) as audit`,
  );
  expect(JSON.stringify(dump)).toContain(token.prefix);
  expect(JSON.stringify(dump)).not.toContain(secret.slice(token.prefix.length));
});

test("a mistyped, expired or revoked token stands for nobody; a mistyped one costs no query", async () => {
  const { secret, id } = await world.verbs.createToken(world.who, { name: "short", scopes: ["read"], expiresInDays: 1 });
  const before = world.statements.length;
  const mistyped = secret.slice(0, -8) + (secret.at(-8) === "x" ? "y" : "x") + secret.slice(-7);
  for (const wrong of [mistyped, "", "surety_pat_", secret.toLowerCase(), `${secret}0`])
    expect(await authenticateToken(world.deps, wrong)).toBeNull();
  expect(world.statements.length).toBe(before);

  now = new Date(Date.now() + 25 * 60 * 60 * 1000);
  expect(await authenticateToken(world.deps, secret)).toBeNull();
  now = new Date();
  expect(await authenticateToken(world.deps, secret)).not.toBeNull();
  await world.verbs.deleteToken(world.who, { token: id });
  expect(await authenticateToken(world.deps, secret)).toBeNull();
  await expect(world.verbs.deleteToken(world.who, { token: id })).rejects.toMatchObject({ code: "token_not_found" });
});

test("a use is noted once a minute at most", async () => {
  const { secret } = await world.verbs.createToken(world.who, { name: "busy", scopes: ["read"], expiresInDays: null });
  await authenticateToken(world.deps, secret);
  const before = world.statements.length;
  for (let call = 0; call < 5; call += 1) await authenticateToken(world.deps, secret);
  expect(world.statements.slice(before).filter((statement) => statement.startsWith("update"))).toEqual([]);
  expect(world.statements.length - before).toBe(5);
});

test("a token that may record deployments may accept too, as tokens from before could; accepting alone brings nothing else", async () => {
  const scopesOf = async (scope: "deployments:write" | "exceptions:write") => {
    const { secret } = await world.verbs.createToken(world.who, { name: scope, scopes: [scope], expiresInDays: 30 });
    return (await authenticateToken(world.deps, secret))?.scopes;
  };
  expect(await scopesOf("deployments:write")).toEqual(["deployments:write", "exceptions:write"]);
  expect(await scopesOf("exceptions:write")).toEqual(["exceptions:write"]);
});
