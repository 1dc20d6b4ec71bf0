import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setUpApplicationRole } from "@surety/db/application-role";
import { migrateDatabase } from "@surety/db/migrate";
import { digestMigrations } from "@surety/db/migrations-digest";
import { startEmbeddedPostgres } from "@surety/postgres/embedded-postgres";
import postgres, { type Sql } from "postgres";
import { seed, type SeedSize } from "./seed.ts";

export interface StoredData {
  /** Of the owner of the schema, who sees everything. */
  readonly ownerUrl: string;
  /** What server and worker connect with. */
  readonly applicationUrl: string;
  /** Of a token that may everything. */
  readonly token: string;
  readonly bytes: number;
  /** Ends PostgreSQL; what the run has written is removed, what was stored before it stays for the next one. */
  close(): Promise<void>;
}

const COPY = "surety_load";

/**
 * A copy of the stored data, on a PostgreSQL that waits for its disk at each commit. What it is copied from is made once
 * for each schema and size, and kept in `folder`.
 */
export async function openStoredData(folder: string, size: SeedSize, onProgress: (message: string) => void): Promise<StoredData> {
  const template = `seed_${size.services}_${size.versions}_${digestMigrations()}_${digestSeed()}`;
  const secrets = join(folder, `${template}.token`);
  const dataDir = join(folder, "postgres");
  // Open for the account that runs PostgreSQL where we are root.
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    const admin = postgres(server.url, { max: 1, onnotice: () => undefined });
    await seedOnce(admin, server.url, size, { template, secrets }, onProgress);
    // Of a run that was killed while it seeded.
    await setDurable(admin, true);
    await admin`drop database if exists ${admin(COPY)} with (force)`;
    onProgress("copying the stored data");
    await admin`create database ${admin(COPY)} template ${admin(template)} strategy file_copy`;
    await admin`checkpoint`;
    await admin.end({ timeout: 5 });
    const ownerUrl = inDatabase(server.url, COPY);
    const applicationUrl = applicationRoleOf(ownerUrl);
    await setUpApplicationRole(ownerUrl, applicationUrl);
    const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
    const [row] = await owner`select pg_database_size(current_database())::float8 as bytes`;
    await owner.end({ timeout: 5 });
    return {
      ownerUrl,
      applicationUrl,
      token: readFileSync(secrets, "utf8"),
      bytes: Number(row?.["bytes"] ?? 0),
      async close() {
        const last = postgres(server.url, { max: 1, onnotice: () => undefined });
        await last`drop database if exists ${last(COPY)} with (force)`;
        await last.end({ timeout: 5 });
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function seedOnce(
  admin: Sql,
  serverUrl: string,
  size: SeedSize,
  { template, secrets }: { readonly template: string; readonly secrets: string },
  onProgress: (message: string) => void,
): Promise<void> {
  const known = await admin`select 1 from pg_database where datname = ${template} and datistemplate`;
  if (known.length > 0 && existsSync(secrets)) return;
  // Of another schema or another seed: nobody copies it any more.
  for (const { datname } of await admin`select datname from pg_database where datname like ${`seed_${size.services}_${size.versions}_%`}`) {
    await admin`alter database ${admin(String(datname))} with is_template false`;
    await admin`drop database ${admin(String(datname))} with (force)`;
  }
  await admin`create database ${admin(template)}`;
  const url = inDatabase(serverUrl, template);
  await migrateDatabase(url);
  // Before there is an organization: row-level security is in force at once, as in every new installation.
  await setUpApplicationRole(url, applicationRoleOf(url));
  await setDurable(admin, false);
  try {
    writeFileSync(secrets, await seed(url, size, onProgress), { mode: 0o600 });
  } finally {
    await setDurable(admin, true);
  }
  await admin`checkpoint`;
  await admin`alter database ${admin(template)} with is_template true`;
}

/** Of the whole server, at once: what is seeded can be seeded again, what is measured waits for its disk. */
async function setDurable(admin: Sql, isDurable: boolean): Promise<void> {
  for (const setting of ["fsync", "full_page_writes"]) {
    if (isDurable) await admin`alter system reset ${admin(setting)}`;
    else await admin`alter system set ${admin(setting)} = off`;
  }
  await admin`select pg_reload_conf()`;
}

function digestSeed(): string {
  const hash = createHash("sha256");
  for (const file of ["seed.ts", "seed-documents.ts"]) hash.update(readFileSync(fileURLToPath(new URL(file, import.meta.url))));
  return hash.digest("hex").slice(0, 8);
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function applicationRoleOf(url: string): string {
  const changed = new URL(url);
  changed.username = "surety_load_application";
  changed.password = "load";
  return changed.href;
}
