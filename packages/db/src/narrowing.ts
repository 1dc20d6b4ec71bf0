import { type SQL, sql } from "drizzle-orm";
import { SCOPE_SETTING } from "./scope.ts";

/** How a statement that is kept prepared comes by its scope. */
export type Narrowing = <Value>(value: SQL<Value>) => SQL<Value>;

/**
 * For statements that are sent by themselves: they take their scope by the placeholder `scope`, and need no transaction
 * around them. PostgreSQL evaluates the condition of a CASE before what hangs on it, and forgets the setting when the
 * statement ends.
 */
export const byItself: Narrowing = (value) =>
  sql`case when set_config(${sql.raw(`'${SCOPE_SETTING}'`)}, ${sql.placeholder("scope")}, true) is not null then ${value} end`;

/** For statements in a transaction, which has a scope. */
export const byTransaction: Narrowing = (value) => value;
