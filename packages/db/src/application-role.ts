import postgres from "postgres";
import { secureRows } from "./row-level-security.ts";

/** BullMQ's tables, when jobs are kept in PostgreSQL: the application makes and migrates them itself. */
const QUEUE_SCHEMA = "bullmq";
/** Tables that the application appends to, and changes no row of. */
const APPENDED = ["audit_events"];

/**
 * Lets the role of `applicationUrl` use the database of `ownerUrl`: it reads and writes rows of the organization that each
 * transaction names, and can change neither the schema nor what is in the audit log. Makes the role when there is none; a superuser gives one that there is the
 * password of that address.
 * Runs after every migration, since each may add tables; repeating it changes nothing.
 * @returns whether row-level security is in force; where an older release may still run, the next call puts it in force
 * @throws Error when both addresses name one role, or the owner may not make roles and there is none.
 */
export async function setUpApplicationRole(ownerUrl: string, applicationUrl: string): Promise<boolean> {
  const role = decodeURIComponent(new URL(applicationUrl).username);
  const password = decodeURIComponent(new URL(applicationUrl).password);
  if (role === "")
    throw new Error("The application's address names no role; it is an address such as postgres://role:password@host:5432/surety");
  if (role === decodeURIComponent(new URL(ownerUrl).username))
    throw new Error(`The application's role ${role} is the owner's: give it one of its own, or leave the application's address out.`);
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { application_name: "surety-migrate" } });
  try {
    const { isSecured } = await client.begin(async (sql) => {
      await sql`set local lock_timeout = '10s'`;
      await sql`select pg_advisory_xact_lock(7387812)`;
      const name = sql(role);
      const [known] =
        await sql`select rolsuper or rolbypassrls or pg_has_role(rolname, current_user, 'usage') as mighty from pg_roles where rolname = ${role}`;
      if (known?.["mighty"] === true)
        throw new Error(
          `The application's role ${role} is a superuser, bypasses row-level security or has the rights of the owner: give it another one.`,
        );
      const verb = known === undefined ? "create role %I login nosuperuser nocreatedb nocreaterole nobypassrls" : "alter role %I";
      const [made] = await sql`
        select format(${`${verb} password %L`}, ${role}::text, ${password}::text) as statement
          from pg_roles where rolname = current_user and (rolsuper or ${known === undefined})`;
      if (made !== undefined) await sql.unsafe(String(made["statement"]));
      const [{ database } = { database: "" }] = await sql`select current_database() as database`;
      await sql`grant connect, create on database ${sql(String(database))} to ${name}`;
      for (const schema of ["public", "drizzle"]) await sql`grant usage on schema ${sql(schema)} to ${name}`;
      await sql`grant select on all tables in schema drizzle to ${name}`;
      await sql`grant select, insert, update, delete on all tables in schema public to ${name}`;
      await sql`grant usage, select on all sequences in schema public to ${name}`;
      await sql`grant execute on all functions in schema public to ${name}`;
      for (const table of APPENDED) await sql`revoke update, delete, truncate on table ${sql(table)} from ${name}`;
      await handOverQueue(sql, role);
      return { isSecured: await secureRows(sql, known === undefined) };
    });
    return isSecured;
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** What an owner that was the application until now has made for the queue. */
async function handOverQueue(sql: postgres.TransactionSql, role: string): Promise<void> {
  const statements = await sql<{ statement: string }[]>`
    select format('alter schema %I owner to %I', nspname, ${role}::text) as statement
      from pg_namespace where nspname = ${QUEUE_SCHEMA} and pg_get_userbyid(nspowner) = current_user
    union all
    select format('alter %s %s owner to %I', case relkind when 'S' then 'sequence' else 'table' end, pg_class.oid::regclass, ${role}::text)
      from pg_class where relnamespace = to_regnamespace(${QUEUE_SCHEMA}) and relkind in ('r', 'p', 'S') and pg_get_userbyid(relowner) = current_user
    union all
    select format('alter function %s owner to %I', pg_proc.oid::regprocedure, ${role}::text)
      from pg_proc where pronamespace = to_regnamespace(${QUEUE_SCHEMA}) and pg_get_userbyid(proowner) = current_user
    union all
    select format('alter type %s owner to %I', pg_type.oid::regtype, ${role}::text)
      from pg_type where typnamespace = to_regnamespace(${QUEUE_SCHEMA}) and typtype = 'e' and pg_get_userbyid(typowner) = current_user`;
  for (const { statement } of statements) await sql.unsafe(statement);
}
