import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

export interface Postmaster {
  pid: number;
  port: number;
}

/** Reads `postmaster.pid`, which a running server keeps and a killed one leaves behind. */
export function readPostmaster(data: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) ? { pid, port } : undefined;
}

/** True when the process exists and is a PostgreSQL: not a zombie, and not another program that got the same number. */
export function isPostmasterAlive(pid: number): boolean {
  return isProcessAlive(pid) && basename(programOf(pid)) === "postgres";
}

export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Marks a leftover `postmaster.pid` as dead where its number now belongs to a zombie or to another program, which
 * PostgreSQL itself takes for a running server. The rest of the file stays: with it PostgreSQL finds orphaned backends.
 */
export function disownPostmaster(data: string): void {
  const file = join(data, "postmaster.pid");
  const highestPid = "2147483647";
  writeFileSync(file, readFileSync(file, "utf8").replace(/^\d+/, highestPid));
}

function programOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0", 1)[0] ?? "";
    return execFileSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
