import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { chooseDatabaseAccount, type DatabaseAccount } from "./database-account.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { findPostgresBinaries, type PostgresBinaries, postgresBinariesIn, useAnotherDatabase } from "./postgres-binaries.ts";

/** Where a cluster lives, which programs run it, and as whom. */
export interface ClusterPlace {
  binaries: PostgresBinaries;
  account: DatabaseAccount | undefined;
  /** Folder of the log and of the data. */
  home: string;
  data: string;
  log: string;
  passwordFile: string;
}

/**
 * Finds a place in which the account that runs PostgreSQL can load the programs and reach the data. That is the wanted
 * folder, except for root in a checkout below a closed home: then both go to a folder of the system.
 */
export function placeCluster(dataDir: string, disposable: boolean, report: (message: string) => void): ClusterPlace {
  const wanted = resolve(dataDir);
  mkdirSync(wanted, { recursive: true, mode: 0o700 });
  let account = chooseDatabaseAccount(join(wanted, "data"));
  const system = () => systemFolder(disposable);

  let home = realpathSync(wanted);
  if (account && !canReach(dirname(home), account)) {
    const name = createHash("sha256").update(home).digest("hex").slice(0, 16);
    const note = join(home, "MOVED.txt");
    home = join(system(), `cluster-${name}`);
    mkdirSync(home, { recursive: true, mode: 0o700 });
    account = chooseDatabaseAccount(join(home, "data")) ?? account;
    if (!existsSync(note)) {
      report(`PostgreSQL must not run as root and no other account can reach ${wanted}: the data goes to ${home}`);
      writeFileSync(note, `PostgreSQL cannot reach this folder without being root. Its data is in ${home}\n`);
    }
  }
  if (account) chownSync(home, account.uid, account.gid);

  const installed = findPostgresBinaries();
  const problem = loadingProblem(installed, account);
  const binaries = problem && account ? copyBinaries(installed, system(), report) : installed;
  const left = problem && account ? loadingProblem(binaries, account) : problem;
  if (left) throw left;
  const data = join(home, "data");
  return { binaries, account, home, data, log: join(home, "postgres.log"), passwordFile: join(data, "surety-password") };
}

function canReach(folder: string, account: DatabaseAccount): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const search = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if (!(mode & search)) return false;
    if (at === dirname(at)) return true;
  }
}

/** A folder of ours that every account can pass through and only root can write. /var/tmp is swept after weeks. */
function systemFolder(disposable: boolean): string {
  const candidates = disposable ? ["/var/tmp/surety"] : ["/var/lib/surety", "/var/tmp/surety"];
  for (const folder of candidates) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      const stat = lstatSync(folder);
      if (!stat.isDirectory() || stat.uid !== 0) continue;
      chmodSync(folder, 0o755);
      return folder;
    } catch {
      // Read-only, or not ours: the next one.
    }
  }
  throw new EmbeddedPostgresError(
    "not_permitted",
    `PostgreSQL must not run as root, and no folder can be made for another account in ${candidates.join(" or ")}. ` +
      `Run as an ordinary user, or move the checkout out of a closed home folder. ${useAnotherDatabase}`,
  );
}

function copyBinaries(from: PostgresBinaries, folder: string, report: (message: string) => void): PostgresBinaries {
  const target = join(folder, `postgresql-${from.version}`);
  if (!existsSync(target)) {
    report(`copying the PostgreSQL programs to ${target}, where an account other than root can load them`);
    const staging = mkdtempSync(join(folder, "new-"));
    cpSync(from.root, staging, { recursive: true, verbatimSymlinks: true });
    openForReading(staging);
    try {
      renameSync(staging, target);
    } catch (error) {
      rmSync(staging, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  return postgresBinariesIn(target, from.version);
}

function openForReading(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o111 ? 0o755 : 0o644);
  }
}

/** Runs `postgres --version`, the only way to see closed folders, missing libraries and a foreign C library at once. */
function loadingProblem(binaries: PostgresBinaries, account: DatabaseAccount | undefined): EmbeddedPostgresError | undefined {
  const run = spawnSync(binaries.postgres, ["--version"], { ...account, cwd: "/", env: { LC_ALL: "C" }, encoding: "utf8" });
  if (run.status === 0) return undefined;
  const detail = run.error?.message ?? (run.stderr.trim() || `exit ${run.status ?? run.signal}`);
  const code = run.error && "code" in run.error ? run.error.code : undefined;
  if (code === "ENOENT" && existsSync(binaries.postgres)) {
    return new EmbeddedPostgresError(
      "unsupported_platform",
      `The embedded PostgreSQL needs glibc, and this system has another C library (Alpine's musl?). ${useAnotherDatabase}`,
    );
  }
  if (code === "EINVAL" || code === "EPERM") {
    return new EmbeddedPostgresError(
      "not_permitted",
      `PostgreSQL must not run as root, and this container does not let root change to account ${account?.uid}: ${detail}. ` +
        `Run as an ordinary user. ${useAnotherDatabase}`,
    );
  }
  return new EmbeddedPostgresError(
    "unsupported_platform",
    `The PostgreSQL programs in ${binaries.root} do not load here: ${detail}. ${useAnotherDatabase}`,
  );
}
