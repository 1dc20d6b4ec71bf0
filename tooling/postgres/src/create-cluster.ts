import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ClusterPlace } from "./cluster-place.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { useAnotherDatabase } from "./postgres-binaries.ts";

export const superuser = "surety";
const abandonedAfterMs = 10 * 60_000;

/**
 * Creates the cluster in a staging folder, its password with it, and moves it into place in one step: a start that is
 * killed here leaves no half cluster, and of two starts at the same time one wins and the other one uses the winner's.
 */
export async function createCluster(place: ClusterPlace): Promise<void> {
  removeAbandoned(place.home);
  const staging = mkdtempSync(join(place.home, "new-"));
  try {
    const password = join(staging, "password");
    writeFileSync(password, randomBytes(24).toString("base64url"), { mode: 0o600 });
    if (place.account) {
      chownSync(staging, place.account.uid, place.account.gid);
      chownSync(password, place.account.uid, place.account.gid);
    }
    const data = join(staging, "data");
    await runInitdb(place, data, password);
    renameSync(password, join(data, "surety-password"));
    try {
      renameSync(data, place.data);
    } catch (error) {
      if (!existsSync(join(place.data, "PG_VERSION"))) throw error;
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function removeAbandoned(home: string): void {
  for (const name of readdirSync(home)) {
    const path = join(home, name);
    if (!name.startsWith("new-")) continue;
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > abandonedAfterMs) rmSync(path, { recursive: true, force: true });
  }
}

/** Collation and case rules come from PostgreSQL itself, so that an update of the system's C library cannot break indexes. */
async function runInitdb(place: ClusterPlace, data: string, password: string): Promise<void> {
  const options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const { code, output } = await runToEnd(place, [
    "-D",
    data,
    "-U",
    superuser,
    `--pwfile=${password}`,
    "--no-sync",
    "--wal-segsize=4",
    ...options,
  ]);
  if (code !== 0) throw startFailure(place, output, `initdb ended with ${code}`);
}

/** Flushes a cluster that was created without waiting for the disk; harmless beside a running server. */
export function flushCluster(place: ClusterPlace): void {
  runToEnd(place, ["--sync-only", "-D", place.data]).catch(() => undefined);
}

function runToEnd(place: ClusterPlace, args: string[]): Promise<{ code: number | NodeJS.Signals; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(place.binaries.initdb, args, {
      ...place.account,
      cwd: "/",
      env: { LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output = (output + chunk.toString("utf8")).slice(-8_000);
      });
    }
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code: code ?? signal ?? -1, output }));
  });
}

/** Turns what PostgreSQL printed into a message for the person who started it. */
export function startFailure(place: ClusterPlace, output: string, summary: string): EmbeddedPostgresError {
  const tail = output.trim().split("\n").slice(-12).join("\n  ");
  if (/No space left on device|could not extend file/.test(output)) {
    const { bavail, bsize } = statfsSync(place.home);
    const free = Math.round((bavail * bsize) / 1_048_576);
    return new EmbeddedPostgresError(
      "disk_full",
      `The disk of ${place.home} is full (${free} MB free): PostgreSQL needs about 100 MB to start. Free some space and start again.`,
    );
  }
  if (/Permission denied|has wrong ownership|invalid permissions/.test(output)) {
    return new EmbeddedPostgresError(
      "not_permitted",
      `PostgreSQL may not use ${place.home} (${summary}). Was it created by another user, such as root? Start as that user, ` +
        `or remove the folder to begin with an empty database.\n  ${tail}`,
    );
  }
  return new EmbeddedPostgresError(
    "failed",
    `The embedded PostgreSQL did not start (${summary}). Its log, ${place.log}, ends with:\n  ${tail || "(nothing)"}\n${useAnotherDatabase}`,
  );
}
