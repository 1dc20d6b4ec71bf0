import { migrateDatabase } from "@surety/db/migrate";
import { findPaths } from "./paths.ts";

const url = process.env["DATABASE_URL"];
try {
  if (!url) throw new Error("DATABASE_URL is missing; it is an address such as postgres://user:password@host:5432/surety");
  await migrateDatabase(url, (message) => process.stdout.write(`${message}\n`), findPaths(import.meta.url).migrations);
} catch (error) {
  process.stderr.write(`The database was not migrated: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
