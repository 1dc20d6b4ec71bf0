import { dirname, join } from "node:path";
import { EmbeddedPostgresError } from "@surety/postgres/embedded-postgres-error";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@surety/postgres/embedded-postgres";
import postgres from "postgres";
import { secretIn } from "./secret-in.ts";
import { StartProblem } from "./start-problem.ts";

export interface Database {
  /** Of the owner of the schema, who migrates it. */
  url: string;
  /** What server and worker connect as: the owner, where there is no other role. */
  applicationUrl: string;
  /** For the person at the terminal; no secret in it. */
  place: string;
  stop(): Promise<void>;
  /** Without waiting; the next start recovers. */
  kill(): void;
}

export interface DatabaseOptions {
  stateDir: string;
  /** A PostgreSQL of the user's own. */
  databaseUrl: string | undefined;
  /** What server and worker connect to it as, when not as its owner. */
  applicationUrl: string | undefined;
  say: (detail: string) => void;
  /** Shows later events. */
  report: (line: string) => void;
  onGiveUp: (reason: string) => void;
}

/** The database of DATABASE_URL after a check, else an embedded one that is started again when it dies. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.databaseUrl) return await checkDatabase(options.databaseUrl, options.applicationUrl ?? options.databaseUrl);
  const dataDir = join(options.stateDir, "postgres");
  let server = await startEmbedded(dataDir, options.say);
  let stopping = false;
  const watch = async (running: EmbeddedPostgres) => {
    const tail = await running.exited;
    if (stopping) return;
    options.report(`PostgreSQL ended unexpectedly: starting it again. Its log ends with:\n${tail}`);
    try {
      server = await startEmbeddedPostgres({ dataDir, port: running.port });
      if (server.port !== running.port) options.onGiveUp(`PostgreSQL lost its port ${running.port} to another program`);
      options.report("PostgreSQL runs again");
      void watch(server);
    } catch (error) {
      options.onGiveUp(`PostgreSQL could not be started again: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  void watch(server);
  return {
    url: server.url,
    applicationUrl: asApplication(server.url, secretIn(options.stateDir, "database-password")),
    place: `embedded, data in ${dirname(server.logFile)}`,
    async stop() {
      stopping = true;
      await server.stop();
    },
    kill() {
      stopping = true;
      process.kill(server.pid, "SIGQUIT");
    },
  };
}

/** The role is made by the migration, which knows both addresses. */
function asApplication(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = "surety_application";
  url.password = password;
  return url.href;
}

async function startEmbedded(dataDir: string, say: (detail: string) => void): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres({ dataDir, onProgress: say });
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw new StartProblem(error.message, { cause: error });
    throw error;
  }
}

const oldestMajor = 15;

async function checkDatabase(url: string, applicationUrl: string): Promise<Database> {
  const where = describeUrl(url);
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    const major = Math.floor((row?.version ?? 0) / 10_000);
    if (major < oldestMajor) throw new StartProblem(`${where} is PostgreSQL ${major}: Surety needs ${oldestMajor} or newer.`);
    return { url, applicationUrl, place: where, stop: () => Promise.resolve(), kill: () => undefined };
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(`Cannot use ${where} (from DATABASE_URL): ${reasonOf(error)}`, { cause: error });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function describeUrl(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `PostgreSQL at ${hostname}:${port || 5432}${pathname}`;
  } catch {
    throw new StartProblem("DATABASE_URL is not a URL. It looks like postgres://user:password@localhost:5432/surety");
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known: Record<string, string> = {
    ECONNREFUSED: "nothing listens there. Is the server running?",
    ENOTFOUND: "the host name is unknown.",
    CONNECT_TIMEOUT: "no answer within 10 seconds. Is a firewall in between?",
    "28P01": "the password is wrong.",
    "28000": "the server does not let this user in from here.",
    "3D000": "the database does not exist. Create it first: CREATE DATABASE surety;",
  };
  return known[code] ?? (error instanceof Error ? error.message : String(error));
}
