import type { OrganizationId } from "@surety/model/ids";
import { type Placeholder, type SQL, sql } from "drizzle-orm";

/** What no organization is called: for what belongs to the installation as a whole. */
export const EVERYTHING = "*";

/** Whose rows statements see and write: one organization's, or everybody's. */
export type Scope = OrganizationId | typeof EVERYTHING;

/** The setting that the policies of row-level security read. Where it is not set, no row is seen. */
export const SCOPE_SETTING = "surety.organization_id";

/**
 * `value` as a statement that says its scope itself, and so needs no transaction around it: PostgreSQL evaluates the
 * condition of a CASE before what hangs on it, and forgets the setting when the statement ends.
 * Not for use in a transaction: there the setting would stay until its end.
 */
export function seeing<Value>(scope: Scope | Placeholder, value: SQL<Value>): SQL<Value> {
  return sql<Value>`case when set_config(${sql.raw(`'${SCOPE_SETTING}'`)}, ${scope}, true) is not null then ${value} end`;
}
