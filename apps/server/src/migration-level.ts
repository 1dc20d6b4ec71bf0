import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkSchema, migrationsIn } from "@surety/db/schema-level";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";

/** A check that rejects until every migration of this build has run, and when the schema has gone on without it. */
export async function migrationLevelCheck(database: PostgresJsDatabase, migrationsFolder: string): Promise<() => Promise<void>> {
  const own = migrationsIn(await readFile(join(migrationsFolder, "meta/_journal.json"), "utf8"));
  return () => checkSchema(database, own);
}
