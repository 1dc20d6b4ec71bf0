import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { waitUntil } from "@surety/testkit/wait-until";
import postgres from "postgres";
import type { DatabaseProcess } from "./database-process.ts";
import { freePort } from "./free-port.ts";
import { leftovers } from "./leftovers.ts";

const INSTALLED = "/usr/lib/postgresql";
const OLDEST = 15;
const PASSWORD = "of a database that lives for one test";
const NEEDED = ["initdb", "postgres", "pg_dump", "pg_restore"];

/** The programs of a PostgreSQL that the system has, the newest one; undefined when there is none with all of them. */
export function findSystemPostgres(): string | undefined {
  if (!existsSync(INSTALLED)) return undefined;
  const versions = readdirSync(INSTALLED)
    .map(Number)
    .filter((version) => version >= OLDEST);
  const folders = versions.sort((left, right) => right - left).map((version) => join(INSTALLED, String(version), "bin"));
  return folders.find((folder) => NEEDED.every((program) => existsSync(join(folder, program))));
}

/** A cluster of the system's own PostgreSQL, whose pg_dump reads it: one of another major version refuses. */
export class SystemPostgres implements DatabaseProcess {
  readonly #bin: string;
  readonly #folder: string;
  #port = 0;
  #child: ChildProcess | undefined;

  constructor(bin: string, folder: string) {
    this.#bin = bin;
    this.#folder = folder;
  }

  get url(): string {
    return `postgres://surety:${encodeURIComponent(PASSWORD)}@127.0.0.1:${this.#port}/surety`;
  }

  get port(): number {
    return this.#port;
  }

  async start(): Promise<void> {
    const data = join(this.#folder, "data");
    const account = databaseAccount();
    if (!existsSync(data)) {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(join(this.#folder, "password"), PASSWORD, { mode: 0o644 });
      if (account !== undefined) chownSync(this.#folder, account.uid, account.gid);
      const options = [
        "-D",
        data,
        "-U",
        "surety",
        `--pwfile=${join(this.#folder, "password")}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
      ];
      execFileSync(join(this.#bin, "initdb"), options, { ...account, cwd: "/", stdio: "ignore" });
      this.#port = await freePort();
    }
    const settings = [`port=${this.#port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=120"];
    const args = ["-D", data, ...settings.flatMap((setting) => ["-c", setting])];
    this.#child = spawn(join(this.#bin, "postgres"), args, { ...account, cwd: "/", stdio: "ignore" });
    leftovers.add(this.#child.pid);
    await waitUntil(() => this.#asAdministrator((sql) => sql`select 1`), {
      what: "PostgreSQL of the system",
      deadlineMs: 60_000,
      intervalMs: 100,
    });
    await this.#asAdministrator(async (sql) => {
      if ((await sql`select 1 from pg_database where datname = 'surety'`).length === 0) await sql`create database surety`;
    });
  }

  /** All that there was is gone; an empty database has its name. */
  async wipe(): Promise<void> {
    await this.#asAdministrator(async (sql) => {
      await sql`drop database surety with (force)`;
      await sql`create database surety`;
    });
  }

  /** Runs a program of this PostgreSQL against the database. */
  async run(program: string, args: readonly string[]): Promise<void> {
    await promisify(execFile)(join(this.#bin, program), [...args]);
  }

  crash(): Promise<void> {
    return this.#end("SIGQUIT");
  }

  stop(): Promise<void> {
    return this.#end("SIGINT");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
    leftovers.delete(child.pid);
  }

  async #asAdministrator<Result>(work: (sql: postgres.Sql) => Promise<Result>): Promise<Result> {
    const sql = postgres(this.url.replace(/surety$/, "postgres"), { max: 1, connect_timeout: 2, onnotice: () => {} });
    try {
      return await work(sql);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}

/** PostgreSQL refuses to run as root. */
function databaseAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const fields = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync("/etc/passwd", "utf8"));
  if (fields === null) throw new Error("there is no account postgres, and PostgreSQL does not run as root");
  return { uid: Number(fields[1]), gid: Number(fields[2]) };
}
