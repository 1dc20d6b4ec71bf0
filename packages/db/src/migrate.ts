import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Where the migrations are, seen from source. */
export const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

/** Any number that nobody else takes. */
const LOCK = 7_387_811;
const LOCK_TIMEOUT_MS = 2_000;
const TRIES = 5;

/**
 * Brings the schema up to date. Processes that start at once do it one after the other, under an advisory lock.
 * `folder` is where the migrations are when this code has been bundled away from them.
 * A statement that would wait for more than two seconds behind running work gives way, and is tried again.
 */
export async function migrateDatabase(url: string, onProgress?: (message: string) => void, folder = migrationsFolder): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: "surety-migrate" } });
  try {
    onProgress?.("Waiting for the migration lock");
    await client`select pg_advisory_lock(${LOCK})`;
    await client`select set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, false)`;
    onProgress?.("Migrating the database");
    for (let tried = 1; ; tried += 1) {
      try {
        await migrate(drizzle(client), { migrationsFolder: folder });
        return;
      } catch (error) {
        if (tried === TRIES || !isLockTimeout(error)) throw error;
        onProgress?.(`Other work holds a table; trying again (${tried} of ${TRIES})`);
        await new Promise((resolve) => setTimeout(resolve, 500 * tried));
      }
    }
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** SQLSTATE 55P03, which drizzle wraps. */
function isLockTimeout(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return cause instanceof postgres.PostgresError && cause.code === "55P03";
}
