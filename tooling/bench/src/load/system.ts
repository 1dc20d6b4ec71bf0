import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort, start, type Started } from "../rest/processes.ts";

const PATIENCE_MS = 60_000;
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export interface RunningProcess {
  readonly name: "server" | "worker";
  readonly pid: number;
  /** Milliseconds from its start until it was ready. */
  readonly startedInMs: number;
  /** Of `/readyz` and `/metrics`. */
  readonly healthPort: number;
  stop(): Promise<void>;
}

/** Programs as they are shipped, copied so that nobody's build changes them under way. */
export class System {
  readonly #folder = mkdtempSync(join(tmpdir(), "surety-load-"));
  readonly #secret = randomBytes(32).toString("base64");
  readonly #running = new Set<Started>();
  #count = 0;

  constructor() {
    for (const app of ["server", "worker"]) {
      execFileSync(process.execPath, ["build.mjs"], { cwd: at(`../../../../apps/${app}`), stdio: ["ignore", "ignore", "inherit"] });
      cpSync(at(`../../../../apps/${app}/dist`), join(this.#folder, app), { recursive: true });
    }
  }

  get secret(): string {
    return this.#secret;
  }

  async startServer(env: Readonly<Record<string, string>>, port: number): Promise<RunningProcess> {
    return this.#start("server", { ...env, PORT: String(port), SURETY_URL: `http://127.0.0.1:${port}`, SURETY_RATE_LIMIT: "100000000" });
  }

  async startWorker(env: Readonly<Record<string, string>>): Promise<RunningProcess> {
    return this.#start("worker", env);
  }

  /** A Redis that writes its jobs to disk, as an installation has it; or why there is none. */
  async startRedis(): Promise<{ readonly url: string } | { readonly missing: string }> {
    const port = await freePort();
    const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--dir", this.#folder];
    try {
      execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    } catch {
      return { missing: "redis-server is not installed" };
    }
    const redis = start(join(this.#folder, "redis.log"), ["redis-server", ...settings, "--maxmemory-policy", "noeviction"], { env: {} });
    this.#running.add(redis);
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await delay(25))
      if (await accepts(port)) return { url: `redis://127.0.0.1:${port}` };
    return { missing: "redis-server does not answer" };
  }

  /** Ends everything that it has started, and removes its folder. */
  async close(): Promise<void> {
    for (const one of [...this.#running].reverse()) await this.#stop(one);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(name: "server" | "worker", env: Readonly<Record<string, string>>): Promise<RunningProcess> {
    const healthPort = await freePort();
    this.#count += 1;
    const log = join(this.#folder, `${name}-${this.#count}.log`);
    const begun = performance.now();
    const one = start(log, [process.execPath, join(this.#folder, name, `${name}.js`)], {
      env: { SURETY_SECRET: this.#secret, HOST: "127.0.0.1", SURETY_HEALTH_PORT: String(healthPort), REDIS_URL: "", ...env },
    });
    this.#running.add(one);
    const { child } = one;
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline && child.exitCode === null; await delay(10)) {
      const response = await fetch(`http://127.0.0.1:${healthPort}/readyz`).catch(() => undefined);
      if (response?.ok === true)
        return {
          name,
          pid: child.pid ?? 0,
          healthPort,
          startedInMs: performance.now() - begun,
          stop: () => this.#stop(one),
        };
    }
    throw new Error(`The ${name} is not ready:\n${existsSync(log) ? readFileSync(log, "utf8").slice(-3000) : "(no log)"}`);
  }

  async #stop(one: Started): Promise<void> {
    this.#running.delete(one);
    const { child } = one;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 45_000);
    await once(child, "exit");
    clearTimeout(late);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => {
      socket.destroy();
      resolve(true);
    }).on("error", () => resolve(false));
  });
}
