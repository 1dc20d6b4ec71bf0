import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { nextFreePort } from "./free-port.ts";

export type TestRedis = { url: string; stop(): void } | { skip: string };

/** The Redis of TEST_REDIS_URL, else a private one without persistence when `redis-server` is installed. */
export async function startTestRedis(env: NodeJS.ProcessEnv = process.env): Promise<TestRedis> {
  const given = env["TEST_REDIS_URL"];
  if (given) return { url: given, stop: () => undefined };
  const port = await nextFreePort(26_379, "127.0.0.1");
  const folder = mkdtempSync(join(tmpdir(), "surety-redis-"));
  const settings = { port, bind: "127.0.0.1", save: "", appendonly: "no", "maxmemory-policy": "noeviction", dir: folder };
  const child = spawn(
    "redis-server",
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    {
      env: { ...env, LC_ALL: "C" },
      stdio: "ignore",
    },
  );
  let ended: string | undefined;
  child.on("error", () => {
    ended = "no Redis";
  });
  child.on("exit", (code, signal) => {
    ended ??= `redis-server ended (${code ?? signal})`;
  });
  const stop = () => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", stop);
  for (const deadline = Date.now() + 10_000; !ended && Date.now() < deadline; await delay(25)) {
    if (await accepts(port)) return { url: `redis://127.0.0.1:${port}`, stop };
  }
  stop();
  return { skip: `${ended ?? "redis-server does not answer"}: apt-get install redis-server, or set TEST_REDIS_URL=redis://localhost:6379` };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    }).on("error", () => resolve(false));
  });
}
