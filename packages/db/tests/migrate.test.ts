import { findMembership } from "@surety/domain/members/find-membership";
import { OrganizationId, UserId } from "@surety/model/ids";
import { createTestDatabase } from "@surety/testkit/test-database";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { migrateDatabase } from "../src/migrate.ts";
import { openDatabase } from "../src/open-database.ts";
import { createWorld } from "./create-world.ts";

test("processes that migrate at once do it one after the other, and again is nothing", async () => {
  const test = await createTestDatabase({ template: "empty", prepare: async () => {} });
  const progress: string[] = [];
  await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(test.url, (message) => void progress.push(message))));
  await migrateDatabase(test.url);
  expect(progress).toContain("Migrating the database");
  const database = openDatabase({ url: test.url, maxConnections: 1 });
  await database.ping();
  const [applied] = await database.drizzle.execute(sql`select count(*)::int as applied from drizzle.__drizzle_migrations`);
  expect(applied).toEqual({ applied: expect.any(Number) });
  await database.close();
  await test.drop();
});

test("the organization is in every primary and unique key, but where it cannot be", async () => {
  const world = await createWorld();
  const keys = await world.database.drizzle.execute<{ table: string; key: string; columns: string[] }>(sql`
    select t.relname as "table", i.relname as key, array_agg(a.attname::text) as columns
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute a on a.attrelid = t.oid and a.attnum = any(x.indkey)
    where n.nspname = 'public' and x.indisunique group by 1, 2 order by 2`);
  const signIn = new Set(["users", "sessions", "accounts", "verifications", "organizations", "members", "invitations"]);
  const without = keys.filter((key) => !signIn.has(key.table) && !key.columns.includes("organization_id")).map((key) => key.key);
  // A token's hash is what names the organization; the outbox is the queue of all of them; who signs in, and a CI run whose
  // token is exchanged, have no organization yet.
  expect(without).toEqual(["outbox_pkey", "sign_in_throttles_pkey", "tokens_hash", "used_id_tokens_pkey"]);
  await world.close();
});

test("a signed-in user is a member with the scopes of the role, and of no other organization", async () => {
  const world = await createWorld();
  const stranger = await world.addOrganization();
  expect(await findMembership(world.deps, world.who.userId, null)).toEqual(world.who);
  expect(await findMembership(world.deps, world.who.userId, world.who.organizationId)).toEqual(world.who);
  expect(await findMembership(world.deps, world.who.userId, stranger.organizationId)).toBeNull();
  expect(await findMembership(world.deps, UserId.parse("nobody"), OrganizationId.parse("nowhere"))).toBeNull();
  expect(await world.verbs.identify(world.who)).toMatchObject({
    type: "member",
    name: "Ada",
    role: "owner",
    email: expect.stringContaining("@"),
  });
  await world.close();
});
