import type postgres from "postgres";
import { EVERYTHING, SCOPE_SETTING } from "./scope.ts";

const POLICY = "surety_scope";

/** Each in its own subquery: PostgreSQL reads the setting once for a statement, not once for a row. */
const scope = `(select current_setting('${SCOPE_SETTING}', true))`;

/**
 * Lets everybody but the owner see, in every table with an `organization_id` and of `organizations`, only rows of the
 * organization that the transaction names. The owner of the tables, who migrates and backs up, sees all.
 *
 * Programs of a release that names no organization would see nothing. So where such a release may still run, which is
 * where there are organizations already, a first run prepares the policies, and the next one puts them in force.
 * @returns whether they are in force
 */
export async function secureRows(sql: postgres.TransactionSql, isNewRole: boolean): Promise<boolean> {
  const tables = await sql<{ name: string; key: string; policy: boolean; enforced: boolean }[]>`
    select class.relname as name, attribute.attname as key, class.relrowsecurity as enforced,
        exists (select from pg_policy where polrelid = class.oid and polname = ${POLICY}) as policy
      from pg_class class
      join pg_attribute attribute on attribute.attrelid = class.oid and not attribute.attisdropped
        and attribute.attname = case class.relname when 'organizations' then 'id' else 'organization_id' end
      where class.relnamespace = 'public'::regnamespace and class.relkind in ('r', 'p')
      order by class.relname`;
  const [{ used } = { used: false }] = await sql`select exists (select from organizations) as used`;
  const isEnforced = used !== true || isNewRole || tables.some(({ name, policy }) => name === "organizations" && policy);
  for (const { name, key, policy, enforced } of tables) {
    const condition = `${key} = ${scope} or ${scope} = '${EVERYTHING}'`;
    if (!policy) await sql`create policy ${sql(POLICY)} on ${sql(name)} using (${sql.unsafe(condition)})`;
    if (isEnforced && !enforced) await sql`alter table ${sql(name)} enable row level security`;
  }
  return isEnforced;
}
