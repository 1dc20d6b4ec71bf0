import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartProblem } from "./start-problem.ts";

interface Run {
  pid: number;
  /** Name of the script that runs, to tell it from a later process with the same number. */
  script: string;
  /** Empty until the server listens. */
  url: string;
  children: { pid: number; script: string }[];
}

/**
 * The file that says who runs on this state folder. It keeps a second start away, and lets the start after a kill -9
 * end what the killed one left.
 */
export class RunRecord {
  readonly #file: string;
  #run: Run = { pid: process.pid, script: basename(process.argv[1] ?? ""), url: "", children: [] };

  private constructor(file: string) {
    this.#file = file;
  }

  /** @throws StartProblem with the address when another start is alive. */
  static async claim(file: string): Promise<RunRecord> {
    mkdirSync(dirname(file), { recursive: true });
    const record = new RunRecord(file);
    for (;;) {
      try {
        writeFileSync(file, JSON.stringify(record.#run), { flag: "wx", mode: 0o600 });
        return record;
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      }
      const other = read(file) ?? (await delay(200, undefined).then(() => read(file)));
      if (other && isProgram(other.pid, other.script)) {
        throw new StartProblem(
          `Surety is already ${other.url ? `running at ${other.url}` : "starting"} (process ${other.pid}). ` +
            "Stop it with Ctrl-C in its terminal, or use it.",
        );
      }
      for (const child of other?.children ?? []) await endLeftover(child.pid, child.script);
      rmSync(file, { force: true });
    }
  }

  serve(url: string): void {
    this.#run.url = url;
    this.#write();
  }

  addChild(pid: number, script: string): void {
    this.#run.children = [...this.#run.children.filter((child) => child.script !== script), { pid, script }];
    this.#write();
  }

  release(): void {
    rmSync(this.#file, { force: true });
  }

  #write(): void {
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#run), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function read(file: string): Run | undefined {
  try {
    const run: Run = JSON.parse(readFileSync(file, "utf8"));
    return run;
  } catch {
    return undefined;
  }
}

async function endLeftover(pid: number, script: string): Promise<void> {
  const signals: NodeJS.Signals[] = ["SIGTERM", "SIGKILL"];
  for (const signal of signals) {
    for (const until = Date.now() + 5_000; Date.now() < until; await delay(50)) {
      if (!isProgram(pid, script)) return;
      try {
        process.kill(pid, signal);
      } catch {
        return;
      }
    }
  }
}

/** True when the process lives and its command line mentions the text: process numbers are used again. */
function isProgram(pid: number, text: string): boolean {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(text);
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(text);
  } catch {
    return false;
  }
}
