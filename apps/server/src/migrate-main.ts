import { setUpApplicationRole } from "@surety/db/application-role";
import { migrateDatabase } from "@surety/db/migrate";
import { findPaths } from "./paths.ts";

/*
 * DATABASE_URL is the owner of the schema. SURETY_APPLICATION_URL, when it is given, is what server and worker have as
 * their DATABASE_URL: a role that can change neither the schema nor the audit log.
 */
const url = process.env["DATABASE_URL"];
const applicationUrl = process.env["SURETY_APPLICATION_URL"];
try {
  if (!url) throw new Error("DATABASE_URL is missing; it is an address such as postgres://user:password@host:5432/surety");
  await migrateDatabase(url, (message) => process.stdout.write(`${message}\n`), findPaths(import.meta.url).migrations);
  if (applicationUrl && !(await setUpApplicationRole(url, applicationUrl)))
    process.stdout.write("Row-level security is prepared. Run the migration again when no older release runs: that puts it in force.\n");
} catch (error) {
  process.stderr.write(`The database was not migrated: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
