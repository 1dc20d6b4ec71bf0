import { randomUUID } from "node:crypto";
import postgres from "postgres";
import type { Caller } from "@surety/model/callers";
import type { OrganizationId } from "@surety/model/ids";
import { createVerbs } from "@surety/domain/create-verbs";
import { RulesetName } from "@surety/model/names";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setUpApplicationRole } from "../src/application-role.ts";
import { createTestDatabase } from "@surety/testkit/test-database";
import { migrateDatabase } from "../src/migrate.ts";
import { digestMigrations } from "../src/migrations-digest.ts";
import { openDatabase } from "../src/open-database.ts";
import { EVERYTHING, SCOPE_SETTING } from "../src/scope.ts";
import { createWorld, name, type World } from "./create-world.ts";
import { settleLint } from "./settle-checks.ts";

const service = name.service("orders");
const version = name.version("2");
const environment = name.environment("production");

let world: World;
let stranger: Caller;
let owner: postgres.Sql;
let application: postgres.Sql;
/** By name, with the column that says whose a row is. */
let tables: Map<string, string>;

beforeAll(async () => {
  world = await createWorld();
  stranger = await world.addOrganization();
  owner = postgres(world.url, { max: 1, onnotice: () => {} });
  application = postgres(world.applicationUrl, { max: 2, onnotice: () => {} });
  for (const who of [world.who, stranger]) await furnish(who);
  const rows = await owner<{ name: string; key: string }[]>`
    select table_name as name, case table_name when 'organizations' then 'id' else 'organization_id' end as key
      from information_schema.tables where table_schema = 'public' and (table_name = 'organizations'
        or table_name in (select table_name from information_schema.columns where table_schema = 'public' and column_name = 'organization_id'))`;
  tables = new Map(rows.map((row) => [row.name, row.key]));
}, 60_000);
afterAll(async () => {
  await Promise.all([owner.end(), application.end()]);
  await world.close();
});

function only(organizationId: OrganizationId, counts: Record<string, number>): Record<string, number> {
  const count = counts[organizationId];
  return count === undefined ? {} : { [organizationId]: count };
}

async function furnish(who: Caller): Promise<void> {
  const { verbs } = world;
  await world.publish("orders", "1", { operations: ["GET /orders"] }, who);
  await verbs.recordDeployment(who, { service, version: name.version("1"), environment, mode: "replace" });
  await world.publish("orders", "2", { operations: ["GET /new"], findings: [{ rule: "a-rule", severity: "error" }] }, who);
  await settleLint({ ...world, who: { ...world.who, ...who } as World["who"] }, "orders", "2");
  await verbs.decide(who, { service, version, environment });
  await verbs.createToken(who, { name: "ci", scopes: ["read"], expiresInDays: null });
  await verbs.putRuleset(who, { ruleset: RulesetName.parse("house"), source: "extends: [surety:recommended]" });
  await verbs.createInvitation(who, { email: "invited@example.com", role: "viewer", expiresInDays: 7 });
  const { id: webhook } = await verbs.createWebhook(who, { url: "https://example.com", description: "", eventTypes: ["check.completed"] });
  await verbs.createWebhookDelivery(who, { webhook });
}

/** Runs `work` as the application, in a transaction that is undone, with the rows of `scope` or, without one, as it comes. */
async function as<Result>(scope: string | undefined, work: (tx: postgres.TransactionSql) => Promise<Result>): Promise<Result> {
  const undone = new Error("undone");
  let result: { readonly value: Result } | undefined;
  await application
    .begin(async (tx) => {
      if (scope !== undefined) await tx`select set_config(${SCOPE_SETTING}, ${scope}, true)`;
      result = { value: await work(tx) };
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  if (result === undefined) throw new Error("it was not run");
  return result.value;
}

/** How many rows of each organization somebody sees in each table. */
async function census(sql: postgres.Sql | postgres.TransactionSql): Promise<Record<string, Record<string, number>>> {
  const counts: Record<string, Record<string, number>> = {};
  for (const [table, key] of tables) {
    const rows = await sql`select ${sql(key)} as organization, count(*)::int as count from ${sql(table)} group by 1`;
    counts[table] = Object.fromEntries(rows.map((row) => [row["organization"], row["count"]]));
  }
  return counts;
}

describe("the application's role", () => {
  test("is held to it in every table that belongs to organizations", async () => {
    const unsecured =
      await owner`select relname from pg_class where relnamespace = 'public'::regnamespace and relname in ${owner([...tables.keys()])}
      and not (relrowsecurity and exists (select from pg_policy where polrelid = pg_class.oid))`;
    expect(unsecured).toEqual([]);
    expect(tables.size).toBeGreaterThan(20);
  });

  test("sees one organization by statements that name none", async () => {
    const all = await census(owner);
    for (const { organizationId } of [world.who, stranger]) {
      const own = Object.entries(all).map(([table, counts]) => [table, only(organizationId, counts)]);
      expect(await as(organizationId, census)).toEqual(Object.fromEntries(own));
    }
    expect(Object.values(all).filter((counts) => Object.keys(counts).length === 2).length).toBeGreaterThan(15);
  });

  test("sees nothing where no organization is set, also on a connection that had one before", async () => {
    const nothing = Object.fromEntries([...tables.keys()].map((table) => [table, {}]));
    await as(world.who.organizationId, census);
    expect(await as(undefined, census)).toEqual(nothing);
    expect(await as("", census)).toEqual(nothing);
    expect(await as("of nobody", census)).toEqual(nothing);
  });

  test("sees all where that is asked for", async () => {
    expect(await as(EVERYTHING, census)).toEqual(await census(owner));
  });

  test("writes nothing into another organization, and nothing out of its own", async () => {
    for (const [table, key] of tables) {
      const into = as(world.who.organizationId, (tx) => tx`insert into ${tx(table)} (${tx(key)}) values (${stranger.organizationId})`);
      await expect(into, table).rejects.toMatchObject({ code: "42501" });
    }
    const moved = as(world.who.organizationId, (tx) => tx`update services set organization_id = ${stranger.organizationId}`);
    await expect(moved).rejects.toMatchObject({ code: "42501" });
    const changed = await as(world.who.organizationId, (tx) => tx`update services set title = 'taken' returning organization_id`);
    expect(new Set(changed.map((row) => row["organization_id"]))).toEqual(new Set([world.who.organizationId]));
    const deleted = await as(world.who.organizationId, (tx) => tx`delete from checks returning organization_id`);
    expect(new Set(deleted.map((row) => row["organization_id"]))).toEqual(new Set([world.who.organizationId]));
  });
});

describe("the store of an organization", () => {
  const today = new Date().toISOString().slice(0, 10);
  const own = () => world.database.storeOf(world.who.organizationId);
  const asked = () => stranger.organizationId;

  test("finds nothing of another one that it is asked for: by itself, by what is kept prepared, and in a transaction", async () => {
    const { repositories, transact } = own();
    expect(await repositories.services.find(asked(), service)).toBeNull();
    expect(await repositories.organizations.find(asked())).toBeNull();
    expect((await repositories.standings.ofService(asked(), service, today)).read().services).toEqual([]);
    expect(await repositories.verdicts.load(asked(), { service, version, environment }, today)).toBeNull();
    await transact(async (tx) => {
      expect(await tx.services.find(asked(), service)).toBeNull();
      expect(await tx.organizations.find(asked())).toBeNull();
      expect((await tx.standings.ofService(asked(), service, today)).read().services).toEqual([]);
      expect(await tx.services.find(world.who.organizationId, service)).not.toBeNull();
    });
    await expect(transact((tx) => tx.tokens.insert(asked(), token))).rejects.toMatchObject({ cause: { code: "42501" } });
    expect(await repositories.services.find(world.who.organizationId, service)).not.toBeNull();
  });

  test("leaves nothing behind on the one connection that it shares", async () => {
    const database = openDatabase({ url: world.applicationUrl, maxConnections: 1 });
    const find = (who: Caller, whose: Caller) =>
      database.storeOf(who.organizationId).repositories.services.find(whose.organizationId, service);
    const asks = [world.who, stranger, world.who].flatMap((who) => [find(who, who), find(who, who === stranger ? world.who : stranger)]);
    expect((await Promise.all(asks)).map((found) => found !== null)).toEqual([true, false, true, false, true, false]);
    expect(await database.storeOf(stranger.organizationId).repositories.organizations.find(stranger.organizationId)).not.toBeNull();
    expect(await database.repositories.services.find(stranger.organizationId, service)).not.toBeNull();
    await database.close();
  });

  const token = {
    name: "stolen",
    prefix: "surety_pat_x",
    hash: new Uint8Array(32),
    scopes: ["read"] as const,
    services: null,
    publisherId: null,
    expiresAt: null,
  };
});

test("takes no index from a statement", async () => {
  const seen = new Map<string, unknown[]>();
  const database = openDatabase({
    url: world.applicationUrl,
    maxConnections: 2,
    onQuery: (text, parameters) => void seen.set(text, parameters),
  });
  const verbs = createVerbs({ ...world.deps, ...database });
  const { who } = world;
  const found = await verbs.getVersion(who, { service, version });
  await verbs.decide(who, { service, version, environment });
  await verbs.getService(who, { service });
  await verbs.identify(who);
  await verbs.getContract(who, { digest: found.rawDigest });
  await database.repositories.tokens.findByHash(new Uint8Array(32));
  await verbs.listServices(who, { limit: 50 });
  await verbs.listVersions(who, { service, limit: 50 });
  await verbs.listChecks(who, { service, limit: 50 });
  await verbs.listFindings(who, { service, version, onlyNew: true, limit: 50 });
  await verbs.listDeployments(who, { environment, limit: 50 });
  await verbs.listWebhooks(who, { limit: 50 });
  await verbs.listAuditEntries(who, { limit: 50, actor: "somebody" });
  await database.close();
  expect(seen.size).toBeGreaterThan(12);
  const scans = (sql: postgres.TransactionSql) => async () => {
    const whole: string[] = [];
    await sql`set local enable_seqscan = off`;
    for (const [text, parameters] of seen) {
      if (!text.startsWith("select")) continue;
      const plan = await sql.unsafe(`explain ${text}`, parameters.map(String));
      whole.push(...plan.map((row) => String(row["QUERY PLAN"])).filter((line) => line.includes("Seq Scan")));
    }
    return whole;
  };
  expect(await as(who.organizationId, (tx) => scans(tx)())).toEqual([]);
});

test("an older release goes on after the migration; the next migration puts the policies in force", async () => {
  const old = await createTestDatabase({ template: `surety_${digestMigrations()}`, prepare: (url) => migrateDatabase(url) });
  const role = `older_${randomUUID().replaceAll("-", "")}`;
  const url = Object.assign(new URL(old.url), { username: role, password: "of-no-use" }).href;
  const sql = postgres(old.url, { max: 1, onnotice: () => {} });
  await sql`insert into organizations (id, name, slug) values ('acme', 'Acme', 'acme')`;
  await sql`create role ${sql(role)} login`;
  expect(await setUpApplicationRole(old.url, url)).toBe(false);
  const older = postgres(url, { max: 1 });
  expect(await older`select id from organizations`).toHaveLength(1);
  expect(await setUpApplicationRole(old.url, url)).toBe(true);
  expect(await older`select id from organizations`).toHaveLength(0);
  await older.end();
  await sql`drop owned by ${sql(role)}`;
  await sql`drop role ${sql(role)}`;
  await sql.end();
  await old.drop();
});
