import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { testServerUrl } from "./test-server.ts";

const template = `testkit_${randomBytes(4).toString("hex")}`;
const databases: TestDatabase[] = [];
let prepared = 0;

async function create(): Promise<TestDatabase> {
  const database = await createTestDatabase({
    template,
    async prepare(url) {
      prepared += 1;
      const sql = postgres(url, { max: 1 });
      await sql`create table animal (name text primary key)`;
      await sql`insert into animal values ('owl')`;
      await sql.end();
    },
  });
  databases.push(database);
  return database;
}

async function query<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

afterAll(async () => {
  for (const database of databases) await database.drop();
  await query(await testServerUrl(), async (sql) => {
    await sql`alter database ${sql(`template_${template}`)} with is_template false`;
    await sql`drop database ${sql(`template_${template}`)}`;
  });
});

test("many at once prepare the template once, and each gets a copy of its own", async () => {
  const clones = await Promise.all(Array.from({ length: 5 }, create));
  expect(prepared).toBe(1);
  expect(new Set(clones.map((clone) => clone.name)).size).toBe(5);

  const [first, second] = clones;
  if (!first || !second) throw new Error("no clones");
  await query(first.url, (sql) => sql`insert into animal values ('fox')`);
  expect(await query(first.url, (sql) => sql`select name from animal order by 1`)).toHaveLength(2);
  expect(await query(second.url, (sql) => sql`select name from animal`)).toEqual([{ name: "owl" }]);
});

test("drop removes the database even while somebody is connected", async () => {
  const database = await create();
  const open = postgres(database.url, { max: 1, onnotice: () => undefined });
  await open`select 1`;
  await database.drop();
  const left = await query(await testServerUrl(), (sql) => sql`select 1 from pg_database where datname = ${database.name}`);
  expect(left).toHaveLength(0);
  await open.end({ timeout: 0 });
});

test("a failed preparation is tried again by the next caller", async () => {
  const name = `broken_${randomBytes(4).toString("hex")}`;
  const failing = createTestDatabase({ template: name, prepare: () => Promise.reject(new Error("migration 3 failed")) });
  await expect(failing).rejects.toThrow("migration 3 failed");
  const database = await createTestDatabase({ template: name, prepare: () => Promise.resolve() });
  await database.drop();
  await query(await testServerUrl(), async (sql) => {
    await sql`alter database ${sql(`template_${name}`)} with is_template false`;
    await sql`drop database ${sql(`template_${name}`)}`;
  });
});

test("refuses a template name that PostgreSQL would cut or quote", async () => {
  await expect(createTestDatabase({ template: "Surety-1", prepare: () => Promise.resolve() })).rejects.toThrow(/lower case/);
});
