import { sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { z } from "zod";

const Journal = z.object({ entries: z.array(z.object({ when: z.number() })) });
/**
 * What a migration that takes something away says, in its last statement: builds whose newest migration is older than this
 * one may not run any more. `COMMENT ON TABLE drizzle.__drizzle_migrations IS 'oldest build: 1763760000000'`
 */
const FLOOR = /oldest build: (\d+)/;

/** When the migrations of a build were written, by the text of its `meta/_journal.json`. */
export function migrationsIn(journal: string): number[] {
  return Journal.parse(JSON.parse(journal)).entries.map(({ when }) => when);
}

/**
 * Resolves when this build, whose migrations are `own`, may work on this schema. A newer schema is fine: migrations add
 * first, and take away in a later release, when they say so.
 * @throws Error with what to do, when the schema is older, has gone on without this build, or comes from elsewhere.
 */
export async function checkSchema(database: PostgresJsDatabase, own: readonly number[]): Promise<void> {
  const needed = Math.max(0, ...own);
  const [found] = await database.execute(sql`select obj_description(to_regclass('drizzle.__drizzle_migrations'), 'pg_class') as comment,
    to_regclass('drizzle.__drizzle_migrations') is not null as exists`);
  const rows =
    found?.["exists"] === true ? await database.execute(sql`select created_at::text as at from drizzle.__drizzle_migrations`) : [];
  const applied = new Set(rows.map((row) => Number(row["at"])));
  if (own.some((when) => !applied.has(when))) throw new Error("The database schema is older than this build: run its migrations first.");
  const foreign = [...applied].find((when) => when < needed && !own.includes(when));
  if (foreign !== undefined)
    throw new Error(
      `The database has a migration (${foreign}) that this build does not know and that is older than its own: it is of another Surety.`,
    );
  const comment: unknown = found?.["comment"];
  const floor = Number(FLOOR.exec(typeof comment === "string" ? comment : "")?.[1] ?? 0);
  if (needed < floor)
    throw new Error("The database schema is newer than this build can work with: start the version that has migrated it, or a newer one.");
}
