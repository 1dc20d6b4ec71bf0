import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { createTestDatabase } from "@surety/testkit/test-database";
import { layOutImage } from "./image-folder.ts";
import { waitUntil } from "@surety/testkit/wait-until";

export interface SuretyOptions {
  /** Further variables: of both, of the server, of the worker. */
  readonly both?: Readonly<Record<string, string>>;
  readonly server?: Readonly<Record<string, string>>;
  readonly worker?: Readonly<Record<string, string>>;
}

export interface RunningSurety {
  readonly url: string;
  readonly databaseUrl: string;
  /** Signs the first owner in, once. */
  readonly signInLink: string;
  /** What server and worker have said, for the report of a failed test. */
  readonly log: readonly string[];
  stop(): Promise<void>;
  /** Ends the server as a crash would, and starts it again at the same address. */
  killServer(): Promise<void>;
  startServer(): Promise<void>;
}

/** Starts server and worker as the image does, on a new database. */
export async function startSurety(options: SuretyOptions = {}): Promise<RunningSurety> {
  const image = layOutImage();
  const database = await createTestDatabase({ template: "e2e_empty", prepare: async () => {} });
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const log: string[] = [];
  const env = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: database.url,
    PORT: String(port),
    HOST: "127.0.0.1",
    SURETY_URL: url,
    SURETY_SECRET: "browser tests need no secret that is one",
    SURETY_SIGN_UP: "open",
    SURETY_SIGN_IN_LINK: "always",
    // Each test comes from an address of its own, so that none meets the limits that another has used up.
    SURETY_TRUST_PROXY: "127.0.0.1",
    SURETY_RATE_LIMIT: "0",
    LOG_LEVEL: "warn",
    ...options.both,
  };
  let signInLink = "";
  const start = (script: string, own: SuretyOptions["both"] = {}) => {
    const child = spawn(process.execPath, [script], { cwd: image, env: { ...env, ...own }, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        signInLink = linkIn(line) ?? signInLink;
        log.push(line);
      });
    }
    return child;
  };
  await finished(start("server/migrate.js"), log);
  let running = start("server/server.js", options.server);
  const working = start("worker/worker.js", options.worker);
  const ready = () =>
    waitUntil(async () => (await fetch(`${url}/readyz`)).ok && signInLink !== "", {
      what: `the server is ready\n${log.join("\n")}`,
      deadlineMs: 60_000,
      intervalMs: 100,
    });
  await ready();
  return {
    url,
    databaseUrl: database.url,
    get signInLink() {
      return signInLink;
    },
    log,
    killServer: () => ended(running, "SIGKILL"),
    startServer: async () => {
      running = start("server/server.js", options.server);
      await ready();
    },
    stop: async () => {
      await Promise.all([ended(running, "SIGTERM"), ended(working, "SIGTERM")]);
      await database.drop();
      rmSync(image, { recursive: true, force: true });
    },
  };
}

function linkIn(line: string): string | undefined {
  if (!line.startsWith('{"event":"sign-in-link"')) return undefined;
  const { url }: { url?: unknown } = JSON.parse(line);
  return typeof url === "string" ? url : undefined;
}

async function finished(child: ChildProcess, log: readonly string[]): Promise<void> {
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`The database was not migrated:\n${log.join("\n")}`);
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  probe.close();
  await once(probe, "close");
  return address.port;
}
