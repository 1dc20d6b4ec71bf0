import { randomBytes, randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateDatabase } from "@surety/db/migrate";
import { waitUntil } from "@surety/testkit/wait-until";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { Api } from "./api.ts";
import { freePort } from "./free-port.ts";
import type { DatabaseProcess } from "./database-process.ts";
import { copyImage } from "./image.ts";
import { PostgresProcess } from "./postgres-process.ts";
import { Program } from "./program.ts";
import { RedisProcess } from "./redis-process.ts";
import { TcpProxy } from "./tcp-proxy.ts";
import { WebhookSink } from "./webhook-sink.ts";

export type Backend = "postgres" | "redis";

/** A whole Surety of real processes, with a proxy on every line between them. */
export interface Installation {
  readonly backend: Backend;
  readonly folder: string;
  readonly url: string;
  readonly api: Api;
  /** Around all proxies, for whoever judges. */
  readonly sql: Sql;
  readonly postgres: DatabaseProcess;
  readonly redis: RedisProcess | undefined;
  readonly server: Program;
  /** Two, so that one can take over from the other. */
  readonly workers: readonly Program[];
  readonly links: Readonly<Record<LinkName, TcpProxy>> & Readonly<Partial<Record<RedisLinkName, TcpProxy>>>;
  /** Behaves well. */
  readonly sink: WebhookSink;
  /** A second receiver, which faults make misbehave. */
  readonly hostileSink: WebhookSink;
  readonly hostileWebhook: string;
  /** Holds by how many milliseconds the clocks of server and workers are wrong. */
  readonly clockFile: string;
  /** Another process on the same database and queue, of the build in `folder`; it is not ready yet. */
  add(side: "server" | "worker", options: { readonly name: string; readonly folder: string }): Promise<AddedProgram>;
  /** The same caller by another address. */
  apiAt(url: string): Api;
  stop(): Promise<void>;
}

export interface AddedProgram {
  readonly program: Program;
  /** Of `/readyz`. */
  readonly url: string;
}

export type LinkName = "server-postgres" | "worker-postgres" | "worker-sink";
export type RedisLinkName = "server-redis" | "worker-redis";

const Token = z.object({ secret: z.string() });
const Webhook = z.object({ id: z.string() });
const clockShift = new URL("./clock-shift.mjs", import.meta.url).href;
const EVENTS = ["check.completed", "version.published"];

export interface InstallOptions {
  readonly backend: Backend;
  readonly workers?: number;
  /** Where PostgreSQL comes from; the embedded one by default. */
  readonly openDatabase?: (folder: string) => DatabaseProcess;
  /** A checkout that is built; this one by default. */
  readonly checkout?: string | undefined;
  readonly env?: Readonly<Record<string, string>>;
}

/** Installs Surety in a new folder, signs an owner up and waits until it is ready. */
export async function install({
  backend,
  workers: workerCount = 2,
  checkout,
  openDatabase = (at) => new PostgresProcess(at),
  env: extra = {},
}: InstallOptions): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), "surety-faults-"));
  // PostgreSQL does not run as root: its account must be able to pass.
  chmodSync(folder, 0o755);
  const clockFile = join(folder, "clock");
  copyImage(folder, checkout);
  const database = openDatabase(join(folder, "postgres"));
  await database.start();
  await migrateDatabase(database.url);
  const redis = backend === "redis" ? new RedisProcess(await freePort(), mkdirIn(folder, "redis")) : undefined;
  await redis?.start();
  const sink = await WebhookSink.start();
  const hostileSink = await WebhookSink.start();
  const links = {
    "server-postgres": await TcpProxy.to(database.port),
    "worker-postgres": await TcpProxy.to(database.port),
    "worker-sink": await TcpProxy.to(sink.port),
    ...(redis === undefined ? {} : { "server-redis": await TcpProxy.to(redis.port), "worker-redis": await TcpProxy.to(redis.port) }),
  };
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env["PATH"],
    TMPDIR: mkdirIn(folder, "tmp"),
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    SURETY_URL: url,
    SURETY_SECRET: randomBytes(24).toString("base64url"),
    SURETY_SIGN_UP: "open",
    SURETY_SIGN_IN_LINK: "never",
    SURETY_RATE_LIMIT: "0",
    SURETY_WORKER_CONCURRENCY: "1",
    SURETY_EGRESS_ALLOW: `127.0.0.1:${links["worker-sink"].port},127.0.0.1:${hostileSink.port}`,
    FAULTS_CLOCK_FILE: clockFile,
    LOG_LEVEL: "warn",
    ...extra,
  };
  const program = (name: string, side: "server" | "worker", more: Record<string, string> = {}, cwd = folder) => {
    const queue = links[`${side}-redis`];
    return new Program({
      name,
      cwd,
      args: ["--import", clockShift, `${side}/${side}.js`],
      env: {
        ...env,
        DATABASE_URL: withPort(database.url, links[`${side}-postgres`].port),
        ...(queue === undefined ? {} : { REDIS_URL: `redis://127.0.0.1:${queue.port}` }),
        ...more,
      },
    });
  };
  const server = program("server", "server", { PORT: String(port) });
  const workers = Array.from({ length: workerCount }, (_, index) => program(`worker ${index + 1}`, "worker"));
  const programs = [server, ...workers];
  const add: Installation["add"] = async (side, options) => {
    const port = String(await freePort());
    const added = program(options.name, side, { [side === "server" ? "PORT" : "SURETY_HEALTH_PORT"]: port }, options.folder);
    programs.push(added);
    added.start();
    return { program: added, url: `http://127.0.0.1:${port}` };
  };
  for (const each of programs) each.start();
  const sql = postgres(database.url, { max: 3, onnotice: () => {} });
  const stop = async () => {
    for (const link of Object.values(links)) link?.set({ type: "pass" });
    await Promise.all(programs.map((each) => each.stop("SIGKILL")));
    await sql.end({ timeout: 1 });
    sink.close();
    hostileSink.close();
    await Promise.all(Object.values(links).map((link) => link?.close()));
    await redis?.kill();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitUntil(async () => (await fetch(`${url}/readyz`)).ok, { what: "a ready server", deadlineMs: 60_000, intervalMs: 50 });
    const token = await signUp(url);
    const api = new Api(url, token);
    await createWebhook(api, links["worker-sink"].port);
    const hostileWebhook = await createWebhook(api, hostileSink.port);
    return {
      backend,
      folder,
      url,
      api,
      sql,
      postgres: database,
      redis,
      server,
      workers,
      links,
      sink,
      hostileSink,
      hostileWebhook,
      clockFile,
      add,
      apiAt: (at) => new Api(at, token),
      stop,
    };
  } catch (error) {
    const log = programs.flatMap((each) => each.log.slice(-20)).join("\n");
    await stop();
    throw new Error(`Surety did not start:\n${log}`, { cause: error });
  }
}

async function signUp(url: string): Promise<string> {
  const json = { origin: url, "content-type": "application/json" };
  const owner = { name: "Ada", email: `${randomUUID()}@example.com`, password: "a long enough password" };
  const signedUp = await fetch(`${url}/api/auth/sign-up/email`, { method: "POST", headers: json, body: JSON.stringify(owner) });
  const cookie = signedUp.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
  const scopes = ["read", "contracts:write", "deployments:write", "admin"];
  const headers = { ...json, cookie: cookie.join("; ") };
  const answer = await fetch(`${url}/v1/tokens`, { method: "POST", headers, body: JSON.stringify({ name: "faults", scopes }) });
  if (answer.status !== 201) throw new Error(`No token: sign-up ${signedUp.status}, token ${answer.status} ${await answer.text()}`);
  return Token.parse(await answer.json()).secret;
}

async function createWebhook(api: Api, port: number): Promise<string> {
  const answer = await api.call("POST", "/v1/webhooks", { url: `http://127.0.0.1:${port}/hook`, eventTypes: EVENTS });
  if (answer?.status !== 201) throw new Error(`No webhook: ${answer?.status} ${JSON.stringify(answer?.body)}`);
  return Webhook.parse(answer.body).id;
}

function withPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}

function mkdirIn(folder: string, name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}
