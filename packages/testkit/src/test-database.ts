import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { forgetTestServer, testServerUrl } from "./test-server.ts";

export interface TestDatabaseOptions {
  /** Names the template; must hold a hash of everything that `prepare` does: lower case letters, digits, underscores. */
  template: string;
  /** Fills the empty template database, such as by running all migrations. Runs once for all processes. */
  prepare: (url: string, applicationUrl: string) => Promise<void>;
}

export interface TestDatabase {
  /** Of the owner, a superuser. */
  url: string;
  /** Of a role that has, but for making schemas, what `prepare` has granted it. */
  applicationUrl: string;
  name: string;
  /** Ends all connections to it and removes it. */
  drop(): Promise<void>;
}

const beingAccessed = "55006";
const refusedAtShutdown = new Set(["ECONNREFUSED", "ECONNRESET", "CONNECTION_CLOSED", "CONNECTION_ENDED", "57P01", "57P03"]);
const patienceMs = 30_000;
/** One role for all test databases: roles belong to the whole server. */
const application = { role: "surety_test_application", password: "of-no-use-anywhere" };

/** Clones a database of one's own from a template that is prepared once for each server. Takes about 50 ms. */
export async function createTestDatabase(options: TestDatabaseOptions): Promise<TestDatabase> {
  if (!/^[a-z0-9_]{1,50}$/.test(options.template)) {
    throw new Error(`template "${options.template}": use 1 to 50 lower case letters, digits and underscores`);
  }
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const server = await testServerUrl();
    try {
      return await asAdministrator(server, async (sql) => {
        const template = await prepareTemplate(sql, server, options);
        return await cloneTemplate(sql, server, template);
      });
    } catch (error) {
      if (!refusedAtShutdown.has(codeOf(error)) || Date.now() > deadline) throw error;
      forgetTestServer();
      await delay(100);
    }
  }
}

/** Of all callers one prepares, under a lock; the others wait and find the template finished. */
async function prepareTemplate(sql: Sql, server: string, options: TestDatabaseOptions): Promise<string> {
  const name = `template_${options.template}`;
  const isReady = async () => (await sql`select 1 from pg_database where datname = ${name} and datistemplate`).length > 0;
  const hasRole = async () => (await sql`select 1 from pg_roles where rolname = ${application.role}`).length > 0;
  if ((await isReady()) && (await hasRole())) return name;
  // One at a time, whatever it is called: they share the application's role.
  await sql`select pg_advisory_lock(hashtext(${application.role}))`;
  try {
    if (!(await hasRole())) await sql.unsafe(`create role ${application.role} login password '${application.password}'`);
    if (await isReady()) return name;
    await sql`drop database if exists ${sql(name)} with (force)`;
    await sql`create database ${sql(name)}`;
    await options.prepare(databaseUrl(server, name), applicationUrl(server, name));
    await sql`alter database ${sql(name)} with allow_connections false`;
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
    await sql`alter database ${sql(name)} with is_template true`;
    return name;
  } finally {
    await sql`select pg_advisory_unlock(hashtext(${application.role}))`;
  }
}

async function cloneTemplate(sql: Sql, server: string, template: string): Promise<TestDatabase> {
  const name = `test_${Date.now().toString(36)}_${randomBytes(6).toString("hex")}`;
  for (const deadline = Date.now() + patienceMs; ; ) {
    try {
      await sql`create database ${sql(name)} template ${sql(template)}`;
      break;
    } catch (error) {
      if (codeOf(error) !== beingAccessed || Date.now() > deadline) throw error;
      await delay(50);
    }
  }
  await sql`grant create on database ${sql(name)} to ${sql(application.role)}`;
  const drop = () => asAdministrator(server, async (admin) => void (await admin`drop database if exists ${admin(name)} with (force)`));
  return { url: databaseUrl(server, name), applicationUrl: applicationUrl(server, name), name, drop };
}

async function asAdministrator<T>(server: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function applicationUrl(server: string, name: string): string {
  return Object.assign(new URL(databaseUrl(server, name)), { username: application.role, password: application.password }).href;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
