import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";

/**
 * A disposable server that any number of processes share: the first one starts it, the others adopt it, and it ends by
 * itself when it has had no connection for half a minute. Nobody has to stop it.
 */
export async function shareEmbeddedPostgres(dataDir: string, idleSeconds = 30): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, disposable: true });
  const keeper = spawn(process.execPath, [fileURLToPath(new URL("./stop-when-idle.mjs", import.meta.url))], {
    cwd: "/",
    detached: true,
    stdio: "ignore",
    env: { SURETY_IDLE_URL: server.url, SURETY_IDLE_PID: String(server.pid), SURETY_IDLE_SECONDS: String(idleSeconds) },
  });
  keeper.unref();
  return server;
}
