import type { PgDatabase } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";

/** The pool, or one transaction: repositories work on either. */
export type Connection = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;
