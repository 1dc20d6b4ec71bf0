import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

export interface PostgresBinaries {
  /** Folder that holds bin, lib and share; it may be moved as a whole. */
  root: string;
  postgres: string;
  initdb: string;
  version: string;
}

export const useAnotherDatabase =
  "Set DATABASE_URL to a PostgreSQL 15 or newer of your own, for example DATABASE_URL=postgres://user:password@localhost:5432/surety.";

/**
 * Locates the PostgreSQL programs that the package manager installed for this platform.
 *
 * @throws EmbeddedPostgresError unsupported_platform when there are none for it.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = `${process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  let manifest: string;
  try {
    const outer = createRequire(import.meta.url).resolve("embedded-postgres");
    manifest = join(dirname(createRequire(outer).resolve(name)), "..", "package.json");
  } catch (cause) {
    throw new EmbeddedPostgresError(
      "unsupported_platform",
      `There is no embedded PostgreSQL for ${platform} (package ${name} is not installed). ${useAnotherDatabase}`,
      { cause },
    );
  }
  const version = /"version":\s*"([^"]+)"/.exec(readFileSync(manifest, "utf8"))?.[1] ?? "unknown";
  const root = join(dirname(manifest), "native");
  linkLibraries(root);
  return postgresBinariesIn(root, version);
}

export function postgresBinariesIn(root: string, version: string): PostgresBinaries {
  return { root, postgres: join(root, "bin", "postgres"), initdb: join(root, "bin", "initdb"), version };
}

/** Package archives hold no symbolic links; where install scripts are switched off, nobody has made them yet. */
function linkLibraries(root: string): void {
  const list = join(root, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const match of readFileSync(list, "utf8").matchAll(/"source":"([^"]+)","target":"([^"]+)"/g)) {
    const [, source = "", target = ""] = match;
    const link = join(root, "..", target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch {
      // Another start made it first, or the folder is read-only: loading the programs will tell.
    }
  }
}
