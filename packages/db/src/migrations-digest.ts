import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsFolder } from "./migrate.ts";

/** Names the schema that the migrations make, for template databases: 16 hexadecimal digits of their SHA-256. */
export function digestMigrations(): string {
  const hash = createHash("sha256");
  const files = readdirSync(migrationsFolder).filter((file) => file.endsWith(".sql"));
  for (const file of files.sort()) hash.update(readFileSync(join(migrationsFolder, file)));
  return hash.digest("hex").slice(0, 16);
}
