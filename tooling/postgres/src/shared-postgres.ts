import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { placeCluster } from "./cluster-place.ts";
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

/** Held by the process that ends the server; the same number as in stop-when-idle.mjs. */
const keeperLock = 7368567;

/**
 * A disposable server that any number of processes share: the first one starts it, the others adopt it, and it ends by
 * itself when it has had no connection for a while. Nobody has to stop it, and when its data is spoilt it begins anew.
 */
export async function shareEmbeddedPostgres(options: EmbeddedPostgresOptions, idleSeconds = 30): Promise<EmbeddedPostgres> {
  const server = await startDisposable(options);
  if (server.adopted && (await hasKeeper(server.url))) return server;
  const keeper = spawn(process.execPath, [fileURLToPath(new URL("./stop-when-idle.mjs", import.meta.url))], {
    cwd: "/",
    detached: true,
    stdio: "ignore",
    env: { SURETY_IDLE_URL: server.url, SURETY_IDLE_PID: String(server.pid), SURETY_IDLE_SECONDS: String(idleSeconds) },
  });
  keeper.unref();
  return server;
}

async function hasKeeper(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1 });
  try {
    return (await sql`select 1 from pg_locks where locktype = 'advisory' and objid = ${keeperLock}`).length > 0;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function startDisposable(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres({ ...options, disposable: true });
  } catch (error) {
    if (!(error instanceof EmbeddedPostgresError && error.problem === "failed")) throw error;
    rmSync(placeCluster(options.dataDir, true, () => undefined).home, { recursive: true, force: true });
    return await startEmbeddedPostgres({ ...options, disposable: true });
  }
}
