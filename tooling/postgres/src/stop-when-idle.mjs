// Stops a shared, disposable server once nobody has used it for a while. Started detached by shared-postgres.ts with the
// server's address and process id in the environment; of several on one server, the first one stays.
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";

const { SURETY_IDLE_URL = "", SURETY_IDLE_PID = "", SURETY_IDLE_SECONDS = "30" } = process.env;
const clones = /^test_/;
const templates = /^template_/;
const keptTemplates = 4;
const sql = postgres(SURETY_IDLE_URL, { max: 1, onnotice: () => undefined });

try {
  const [lock] = await sql`select pg_try_advisory_lock(7368567) as mine`;
  if (lock.mine) {
    let idleSeconds = 0;
    while (idleSeconds < Number(SURETY_IDLE_SECONDS)) {
      await delay(1_000);
      const [others] = await sql`
        select count(*)::int as count from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
      idleSeconds = others.count === 0 ? idleSeconds + 1 : 0;
    }
    await removeLeftovers();
    process.kill(Number(SURETY_IDLE_PID), "SIGINT");
  }
} catch {
  // The server ended, or somebody uses what was to be removed: nothing left to do here.
} finally {
  await sql.end({ timeout: 1 }).catch(() => undefined);
}

async function removeLeftovers() {
  const names = (await sql`select datname from pg_database order by oid desc`).map((row) => row.datname);
  const old = [...names.filter((name) => clones.test(name)), ...names.filter((name) => templates.test(name)).slice(keptTemplates)];
  for (const name of old) {
    await sql`alter database ${sql(name)} with is_template false`;
    await sql`drop database ${sql(name)}`;
  }
}
