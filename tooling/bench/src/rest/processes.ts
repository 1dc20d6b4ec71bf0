import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const PATIENCE_MS = 30_000;

export interface Started {
  readonly child: ChildProcess;
  readonly log: string;
}

/** Starts a program whose output goes to a file, as under a service manager. */
export function start(
  log: string,
  [program = "", ...args]: readonly string[],
  options: { env: Record<string, string>; cwd?: string },
): Started {
  const output = openSync(log, "w");
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, NODE_ENV: "production", ...options.env },
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  return { child, log };
}

/** A member of the first line of output that is this event of the server. */
export async function eventOf({ child, log }: Started, event: string, member: string): Promise<string> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline && child.exitCode === null; await delay(50)) {
    for (const line of readFileSync(log, "utf8").split("\n")) {
      if (!line.startsWith('{"event"') || !line.endsWith("}")) continue;
      const value: Record<string, string> = JSON.parse(line);
      if (value["event"] === event) return value[member] ?? "";
    }
  }
  throw new Error(`The server does not say "${event}":\n${readFileSync(log, "utf8").slice(-2000)}`);
}

/** Resolves once the address answers 200. */
export async function answers({ child, log }: Started, url: string, token: string): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline && child.exitCode === null; await delay(100)) {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
    if (response?.ok === true) return;
  }
  throw new Error(`${url} does not answer:\n${readFileSync(log, "utf8").slice(-2000)}`);
}

/** A process and those that it has started; on Linux. */
export function withChildren(pid: number): number[] {
  if (!existsSync("/proc")) return [pid];
  const children = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry) && parentOf(entry) === pid);
  return [pid, ...children.map(Number)];
}

/** The process that a process was started by; 0 where nobody tells. */
export function parentOf(pid: string | number): number {
  try {
    return Number(
      readFileSync(join("/proc", String(pid), "stat"), "utf8")
        .replace(/^.*\) /, "")
        .split(" ")[1],
    );
  } catch {
    return 0;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
