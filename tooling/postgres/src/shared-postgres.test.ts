import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { shareEmbeddedPostgres } from "./shared-postgres.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "surety-shared-"));
  chmodSync(folder, 0o755);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("several users share one server, which ends by itself when all have left, and takes the test databases with it", async () => {
  const dataDir = join(folder, "postgres");
  const first = await shareEmbeddedPostgres({ dataDir }, 1);
  const second = await shareEmbeddedPostgres({ dataDir }, 1);
  expect(second).toMatchObject({ pid: first.pid, adopted: true });

  const sql = postgres(first.url, { max: 1 });
  await sql`create database test_left_over`;
  await sql.end();
  await first.exited;
  expect(existsSync(join(dataDir, "data/postmaster.pid"))).toBe(false);

  const again = await shareEmbeddedPostgres({ dataDir }, 1);
  const check = postgres(again.url, { max: 1 });
  expect(await check`select 1 from pg_database where datname = 'test_left_over'`).toHaveLength(0);
  await check.end();
  await again.stop();
});

test("data that cannot be opened any more is thrown away and made anew", async () => {
  const dataDir = join(folder, "postgres");
  const first = await shareEmbeddedPostgres({ dataDir });
  await first.stop();
  writeFileSync(join(dataDir, "data/PG_VERSION"), "9\n");
  const second = await shareEmbeddedPostgres({ dataDir });
  expect(second.adopted).toBe(false);
  await second.stop();
});
