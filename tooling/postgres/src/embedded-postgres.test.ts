import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { isProcessAlive } from "./postmaster.ts";

const asRoot = process.getuid?.() === 0;
const folders: string[] = [];
const servers: EmbeddedPostgres[] = [];
let dataDir: string;

function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), "surety-postgres-"));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, ...options });
  servers.push(server);
  return server;
}

async function query<T>(server: EmbeddedPostgres, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

beforeEach(() => {
  dataDir = join(newFolder(), "postgres");
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test("starts with a database, a secret password and the asked limits; a second start finds the data", async () => {
  const first = await start({ maxConnections: 33 });
  expect(first.adopted).toBe(false);
  expect(await query(first, (sql) => sql`show max_connections`)).toEqual([{ max_connections: "33" }]);
  expect(await query(first, (sql) => sql`show listen_addresses`)).toEqual([{ listen_addresses: "127.0.0.1" }]);
  const wrong = postgres(first.url.replace(/:[^:@]+@/, ":guess@"), { max: 1 });
  await expect(wrong`select 1`).rejects.toMatchObject({ code: "28P01" });
  await wrong.end();
  expect(statSync(join(dataDir, "data/surety-password")).mode & 0o777).toBe(0o600);
  await query(first, (sql) => sql`create table kept (n int)`);
  await first.stop();
  expect(isProcessAlive(first.pid)).toBe(false);

  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await query(second, (sql) => sql`select * from kept`)).toHaveLength(0);
});

test("a killed server starts again with everything that was committed, on the same port when asked", async () => {
  const first = await start();
  await query(first, (sql) => sql`create table kept as select 7 as n`);
  const idle = postgres(first.url, { max: 1, onnotice: () => undefined });
  await idle`select 1`;
  process.kill(first.pid, "SIGKILL");
  await first.exited;

  const steps: string[] = [];
  const second = await start({ port: first.port, onProgress: (message) => steps.push(message) });
  expect(steps).toContain("starting PostgreSQL after an unclean end");
  expect(second.port).toBe(first.port);
  expect(await query(second, (sql) => sql`select n from kept`)).toEqual([{ n: 7 }]);
  await idle.end({ timeout: 0 });
});

test("when the parent is killed the server stays, and the next start adopts it", async () => {
  const orphan = await startInKilledParent();
  const server = await start();
  expect(server).toMatchObject({ adopted: true, pid: orphan.pid, port: orphan.port });
  expect(await query(server, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
  await server.stop();
  expect(existsSync(join(dataDir, "data/postmaster.pid"))).toBe(false);
});

test("starts at the same time share one server", async () => {
  const started = await Promise.all([start(), start(), start()]);
  expect(new Set(started.map((server) => server.pid)).size).toBe(1);
  expect(started.filter((server) => !server.adopted)).toHaveLength(1);
});

test("a process number in postmaster.pid that now belongs to another program does not stop the start", async () => {
  const first = await start();
  process.kill(first.pid, "SIGKILL");
  await first.exited;
  const file = join(dataDir, "data/postmaster.pid");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^\d+/, String(process.ppid)));
  expect((await start()).adopted).toBe(false);
});

test("takes another port when the wanted one is in use", async () => {
  const first = await start();
  const other = await startEmbeddedPostgres({ dataDir: join(newFolder(), "postgres"), port: first.port });
  servers.push(other);
  expect(other.port).not.toBe(first.port);
});

test("a cluster that cannot be opened is reported with the end of the log and a way out", async () => {
  const server = await start();
  await server.stop();
  writeFileSync(join(dataDir, "data/PG_VERSION"), "9\n");
  await expect(start()).rejects.toThrow(/did not start.*data directory was initialized by PostgreSQL version 9.*DATABASE_URL/s);
});

describe.skipIf(!asRoot)("as root", () => {
  test("runs PostgreSQL as another account", async () => {
    const server = await start();
    expect(statSync(`/proc/${server.pid}`).uid).not.toBe(0);
  });

  test("in a checkout below a closed home the data goes where that account can reach it", async () => {
    dataDir = join(newFolder(0o700), "checkout/postgres");
    const server = await start({ disposable: true });
    expect(server.logFile).toMatch(/^\/var\/tmp\/surety\//);
    expect(readFileSync(join(dataDir, "MOVED.txt"), "utf8")).toContain(dirname(server.logFile));
    folders.push(dirname(server.logFile));
    await server.stop();
    expect((await start({ disposable: true })).adopted).toBe(false);
  });
});

interface Orphan {
  pid: number;
  port: number;
}

/** Starts a server from another Node process and kills that process at once. */
async function startInKilledParent(): Promise<Orphan> {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(fileURLToPath(new URL("./embedded-postgres.ts", import.meta.url)))};
    const { pid, port } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(JSON.stringify({ pid, port }));
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(parent.stdout, "data");
  parent.kill("SIGKILL");
  await once(parent, "exit");
  const orphan: Orphan = JSON.parse(String(line));
  return orphan;
}
