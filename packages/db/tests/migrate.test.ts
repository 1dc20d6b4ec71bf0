import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findMembership } from "@surety/domain/members/find-membership";
import { OrganizationId, UserId } from "@surety/model/ids";
import { createTestDatabase } from "@surety/testkit/test-database";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { expect, test } from "vitest";
import { migrateDatabase, migrationsFolder } from "../src/migrate.ts";
import { openDatabase } from "../src/open-database.ts";
import { checkSchema, migrationsIn } from "../src/schema-level.ts";
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

function deferred(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
}

/** The migrations of a release to come: one more than there are. */
function withMigration(statement: string, when: number): string {
  const folder = mkdtempSync(join(tmpdir(), "surety-migrations-"));
  cpSync(migrationsFolder, folder, { recursive: true });
  const journal = JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8"));
  journal.entries.push({ idx: journal.entries.length, version: "7", when, tag: "9999_next", breakpoints: true });
  writeFileSync(join(folder, "meta/_journal.json"), JSON.stringify(journal));
  writeFileSync(join(folder, "9999_next.sql"), statement);
  return folder;
}
const own = migrationsIn(readFileSync(join(migrationsFolder, "meta/_journal.json"), "utf8"));
const next = Math.max(...own) + 1_000;

test("a migration gives way to running work that holds its table, and is done when that has ended", { timeout: 60_000 }, async () => {
  const place = await createTestDatabase({ template: "empty", prepare: async () => {} });
  await migrateDatabase(place.url);
  const folder = withMigration("alter table services add column later text", next);
  const worker = postgres(place.url, { max: 1 });
  const waiting: string[] = [];
  const held = deferred();
  const reserved = await worker.reserve();
  await reserved`begin`;
  await reserved`lock table services in share mode`;
  const migrated = migrateDatabase(
    place.url,
    (message) => {
      waiting.push(message);
      if (message.startsWith("Other work")) held.resolve();
    },
    folder,
  );
  await Promise.race([held.promise, migrated]);
  await reserved`commit`;
  reserved.release();
  await migrated;
  expect(waiting.some((message) => message.startsWith("Other work holds a table"))).toBe(true);
  await worker`select later from services`;
  await worker.end();
  rmSync(folder, { recursive: true });
  await place.drop();
});

test("a build refuses a schema that is older, of another Surety, or has gone on without it; a newer one that only adds is fine", async () => {
  const place = await createTestDatabase({ template: "empty", prepare: async () => {} });
  const database = openDatabase({ url: place.url, maxConnections: 1 });
  const check = (migrations: readonly number[]) => checkSchema(database.drizzle, migrations);
  await expect(check(own)).rejects.toThrow(/older than this build/);
  await migrateDatabase(place.url);
  await check(own);
  await expect(check([...own, next])).rejects.toThrow(/older than this build/);
  await expect(check(own.slice(1))).rejects.toThrow(/another Surety/);

  const adds = withMigration("create table added (id int)", next);
  await migrateDatabase(place.url, () => {}, adds);
  await check(own);
  const takes = withMigration(`comment on table drizzle.__drizzle_migrations is 'oldest build: ${next}'`, next + 1);
  await migrateDatabase(place.url, () => {}, takes);
  await expect(check(own)).rejects.toThrow(/newer than this build can work with/);
  await check([...own, next, next + 1]);
  await database.close();
  for (const folder of [adds, takes]) rmSync(folder, { recursive: true });
  await place.drop();
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
  // token is exchanged, have no organization yet. Instances and schedules are those of the installation.
  expect(without).toEqual([
    "instances_pkey",
    "outbox_pkey",
    "schedules_pkey",
    "sign_in_throttles_pkey",
    "tokens_hash",
    "used_id_tokens_pkey",
  ]);
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
