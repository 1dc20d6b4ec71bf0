import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { z } from "zod";

const Journal = z.object({ entries: z.array(z.object({ when: z.number() })) });

/** A check that rejects until every migration of this build has run. A newer schema is fine: migrations keep older builds working. */
export async function migrationLevelCheck(database: PostgresJsDatabase, migrationsFolder: string): Promise<() => Promise<void>> {
  const { entries } = Journal.parse(JSON.parse(await readFile(join(migrationsFolder, "meta/_journal.json"), "utf8")));
  const needed = Math.max(0, ...entries.map((entry) => entry.when));
  return async () => {
    const [found] = await database.execute(sql`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`);
    const rows =
      found?.["exists"] === true
        ? await database.execute(sql`select max(created_at)::text as level from drizzle.__drizzle_migrations`)
        : [];
    if (Number(rows[0]?.["level"] ?? 0) < needed)
      throw new Error("The database schema is older than this server: run its migrations first.");
  };
}
