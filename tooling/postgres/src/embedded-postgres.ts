import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type ClusterPlace, placeCluster } from "./cluster-place.ts";
import { createCluster, flushCluster, startFailure, superuser } from "./create-cluster.ts";
import { createDatabase, probeServer } from "./probe-server.ts";
import { disownPostmaster, isPostmasterAlive, isProcessAlive, readPostmaster } from "./postmaster.ts";

export interface EmbeddedPostgresOptions {
  /** Folder for the cluster, its password and its log; created when missing. */
  dataDir: string;
  /** The port to prefer; another free one is taken when it is in use. */
  port?: number;
  /** Default 200. */
  maxConnections?: number;
  /** Trades durability for speed: for data that may be lost, such as that of tests. */
  disposable?: boolean;
  onProgress?: (message: string) => void;
}

export interface EmbeddedPostgres {
  /** Connects as the owner of the database `surety`; holds the password. */
  url: string;
  port: number;
  pid: number;
  /** True when the server was running already, left over by a start that was killed or shared with a living one. */
  adopted: boolean;
  logFile: string;
  /** Resolves with the end of the log when the server ends without `stop`. */
  exited: Promise<string>;
  /** Ends connections, writes everything to disk and waits until the server is gone. */
  stop(): Promise<void>;
}

const startLimitMs = 120_000;
const polling = 25;
const databaseName = "surety";

/**
 * Starts a private PostgreSQL on a free port of 127.0.0.1, or adopts the one that already runs on this data. It is
 * independent of its parent: when the parent is killed it stays, and the next start adopts it.
 *
 * @throws EmbeddedPostgresError with what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const report = options.onProgress ?? (() => undefined);
  const place = placeCluster(options.dataDir, options.disposable ?? false, report);
  const deadline = Date.now() + startLimitMs;
  let created = false;
  let port = options.port;
  for (;;) {
    if (!existsSync(join(place.data, "PG_VERSION"))) {
      report("creating a PostgreSQL cluster");
      await createCluster(place);
      created = true;
    }
    const running = await awaitRunning(place, deadline);
    if (running) {
      report(`using the PostgreSQL that already runs on port ${running.port}`);
      return await supervise(place, { ...running, adopted: true });
    }
    report(existsSync(join(place.data, "postmaster.pid")) ? "starting PostgreSQL after an unclean end" : "starting PostgreSQL");
    const launched = await launch(place, port && (await isFree(port)) ? port : await freePort(), options);
    if (!("failure" in launched)) {
      if (created && !options.disposable) flushCluster(place);
      return await supervise(place, { ...launched, adopted: false });
    }
    if (!isTransient(launched.failure) || Date.now() > deadline) {
      throw startFailure(place, launched.failure, "the server ended at once");
    }
    port = undefined;
    await delay(8 * polling);
  }
}

interface Running {
  pid: number;
  port: number;
  child?: ChildProcess;
}

/** Waits for a live server on this data to accept connections; undefined when there is none. */
async function awaitRunning(place: ClusterPlace, deadline: number): Promise<Running | undefined> {
  for (;;) {
    const postmaster = readPostmaster(place.data);
    if (!postmaster) return undefined;
    if (!isProcessAlive(postmaster.pid)) return undefined;
    if (!isPostmasterAlive(postmaster.pid)) {
      disownPostmaster(place.data);
      return undefined;
    }
    const state = await probeServer(urlOf(place, postmaster.port, "postgres"));
    if (state === "ready") return postmaster;
    if (state !== "starting") throw startFailure(place, String(state), "a server runs on this data, and refuses us");
    if (Date.now() > deadline) throw startFailure(place, logSince(place, 0), "a server runs on this data, and does not answer");
    await delay(polling);
  }
}

type Launch = { pid: number; port: number; child: ChildProcess } | { failure: string };

async function launch(place: ClusterPlace, port: number, options: EmbeddedPostgresOptions): Promise<Launch> {
  const start = rotateLog(place.log);
  const output = openSync(place.log, "a", 0o600);
  const child = spawn(place.binaries.postgres, ["-D", place.data, ...settings(port, options)], {
    ...place.account,
    cwd: "/",
    env: { LC_ALL: "C", TZ: "UTC" },
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  let ended: string | undefined;
  child.once("error", (error) => {
    ended = error.message;
  });
  child.once("exit", (code, signal) => {
    ended = `exit ${code ?? signal}`;
  });
  child.unref();
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    if (ended !== undefined) return { failure: logSince(place, start) || ended };
    const state = await probeServer(urlOf(place, port, "postgres"));
    if (state === "ready" && child.pid && readPostmaster(place.data)?.pid === child.pid) return { pid: child.pid, port, child };
    if (Date.now() > deadline) {
      child.kill("SIGQUIT");
      throw startFailure(place, logSince(place, start), `not ready within ${startLimitMs / 1000} seconds`);
    }
    await delay(polling);
  }
}

function settings(port: number, options: EmbeddedPostgresOptions): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: options.maxConnections ?? 200,
    shared_buffers: "128MB",
    max_wal_size: "512MB",
    min_wal_size: "32MB",
    log_checkpoints: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(options.disposable ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Ends that say nothing about the data: another start was faster, an orphaned backend still ends, the port was taken. */
function isTransient(failure: string): boolean {
  return /postmaster\.pid" already exists|shared memory block .* still in use|could not (bind|create any TCP\/IP)/.test(failure);
}

async function supervise(place: ClusterPlace, server: Running & { adopted: boolean }): Promise<EmbeddedPostgres> {
  await createDatabase(urlOf(place, server.port, "postgres"), databaseName);
  const { pid, port, adopted, child } = server;
  const isAlive = () => (child ? child.exitCode === null && child.signalCode === null : isPostmasterAlive(pid));
  let stopping = false;
  let stopped: Promise<void> | undefined;
  const exited = new Promise<string>((resolve) => {
    const watch = setInterval(() => {
      if (isAlive()) return;
      clearInterval(watch);
      if (!stopping) resolve(logSince(place, 0).split("\n").slice(-12).join("\n"));
    }, 250);
    watch.unref();
  });
  return {
    url: urlOf(place, port, databaseName),
    port,
    pid,
    adopted,
    logFile: place.log,
    exited,
    stop() {
      stopping = true;
      stopped ??= stopServer(pid, isAlive);
      return stopped;
    },
  };
}

/** SIGINT ends sessions and flushes; SIGQUIT gives up flushing (the next start recovers). */
async function stopServer(pid: number, isAlive: () => boolean): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ];
  for (const [signal, limitMs] of steps) {
    if (!isAlive()) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const until = Date.now() + limitMs; Date.now() < until && isAlive(); ) await delay(polling);
  }
}

function urlOf(place: ClusterPlace, port: number, database: string): string {
  const password = readFileSync(place.passwordFile, "utf8").trim();
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}

function logSince(place: ClusterPlace, offset: number): string {
  try {
    return readFileSync(place.log).subarray(offset).toString("utf8").slice(-8_000);
  } catch {
    return "";
  }
}

function rotateLog(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < 5 * 1_048_576) return size;
  renameSync(log, `${log}.1`);
  return 0;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once("error", reject)
      .listen(0, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port"))));
      });
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once("error", () => resolve(false))
      .listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
