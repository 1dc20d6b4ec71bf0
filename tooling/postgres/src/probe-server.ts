import postgres from "postgres";

/** `starting` also while nothing listens yet; an Error when the server answers and refuses us for good. */
export type ServerState = "ready" | "starting" | Error;

const cannotConnectNow = "57P03";
const tooManyConnections = "53300";
const duplicateDatabase = "42P04";
const uniqueViolation = "23505";

export async function probeServer(url: string): Promise<ServerState> {
  const sql = connect(url);
  try {
    await sql`select 1`;
    return "ready";
  } catch (error) {
    const code = codeOf(error);
    if (code === tooManyConnections) return "ready";
    if (code === cannotConnectNow || !/^[0-9A-Z]{5}$/.test(code)) return "starting";
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Creates the database unless it exists; two callers at the same time both succeed. */
export async function createDatabase(url: string, name: string): Promise<void> {
  const sql = connect(url);
  try {
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) await sql`create database ${sql(name)}`;
  } catch (error) {
    if (codeOf(error) !== duplicateDatabase && codeOf(error) !== uniqueViolation) throw error;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function connect(url: string) {
  return postgres(url, { max: 1, connect_timeout: 5, idle_timeout: 5, onnotice: () => undefined });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
