import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";
import { LogFile } from "./log-file.ts";

export interface SupervisedProcessOptions {
  name: string;
  /** JavaScript file, run by this Node. */
  script: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Sees each line of output first; true keeps it out of the log. */
  intercept?: (line: string) => boolean;
  /** Shows errors and restarts to the person at the terminal. */
  report: (line: string) => void;
  /** Called with each new process number. */
  onSpawn?: (pid: number) => void;
  /** Called once, when restarting is of no use any more. */
  onGiveUp: (reason: string) => void;
  /** Pauses before each restart in a row; one more crash is the last. */
  backoffMs?: number[];
}

const preload = fileURLToPath(new URL("./exit-with-parent.mjs", import.meta.url));
const defaultBackoffMs = [500, 1_000, 2_000, 4_000, 8_000];
const steadyAfterMs = 60_000;
const keptLines = 15;

/** A child process that is restarted when it crashes, and that ends with its parent. */
export class SupervisedProcess {
  readonly #options: SupervisedProcessOptions;
  readonly #log: LogFile;
  #child: ChildProcess | undefined;
  #startedAt = 0;
  #crashes = 0;
  #stopping = false;
  #steady = false;
  #restart: NodeJS.Timeout | undefined;
  #lastLines: string[] = [];

  constructor(options: SupervisedProcessOptions) {
    this.#options = options;
    this.#log = new LogFile(options.logFile);
    this.#spawn();
  }

  get name(): string {
    return this.#options.name;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** From here on a crash leads to restarts; before, the first one is final: what cannot begin will not begin later. */
  started(): void {
    this.#steady = true;
  }

  /** SIGTERM, then SIGKILL after the limit. */
  async stop(limitMs: number): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child && isRunning(child)) {
      const gone = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      const force = setTimeout(() => {
        this.#options.report(`${this.name} did not end within ${limitMs / 1000} s and was killed`);
        child.kill("SIGKILL");
      }, limitMs);
      await gone;
      clearTimeout(force);
    }
    await this.#log.close();
  }

  kill(): void {
    this.#stopping = true;
    clearTimeout(this.#restart);
    this.#child?.kill("SIGKILL");
  }

  #spawn(): void {
    const { script, env, onSpawn } = this.#options;
    // A session of its own: Ctrl-C reaches only the start script, which ends its processes in order.
    const child = spawn(process.execPath, ["--enable-source-maps", "--import", preload, script], {
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child = child;
    this.#startedAt = performance.now();
    if (child.pid) onSpawn?.(child.pid);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on("line", (line) => this.#receive(line, stream === child.stderr));
    }
    child.on("error", (error) => this.#options.onGiveUp(`${this.name} could not be started: ${error.message}`));
    child.once("close", (code, signal) => this.#ended(`${code ?? signal}`));
  }

  #receive(line: string, isError: boolean): void {
    if (this.#options.intercept?.(line)) return;
    this.#log.write(line);
    this.#lastLines = [...this.#lastLines.slice(1 - keptLines), line];
    const text = errorText(line, isError);
    if (text) this.#options.report(`${this.name}: ${text}`);
  }

  #ended(how: string): void {
    if (this.#stopping) return;
    const { backoffMs = defaultBackoffMs, logFile, report, onGiveUp } = this.#options;
    if (performance.now() - this.#startedAt > steadyAfterMs) this.#crashes = 0;
    const pause = backoffMs[this.#crashes];
    this.#crashes += 1;
    const tail = `Its log, ${logFile}, ends with:\n${this.#lastLines.join("\n") || "(nothing)"}`;
    if (!this.#steady) {
      onGiveUp(`${this.name} ended (${how}) while starting. ${tail}`);
    } else if (pause === undefined) {
      onGiveUp(`${this.name} crashed ${this.#crashes} times in a row, last with ${how}. ${tail}`);
    } else {
      report(`${this.name} ended unexpectedly (${how}): starting it again in ${pause / 1000} s`);
      this.#restart = setTimeout(() => this.#spawn(), pause);
    }
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

const errorLevel = 50;

/** What a person should see of a log line: the message of structured errors, and plain text on standard error. */
function errorText(line: string, isError: boolean): string | undefined {
  if (!line.startsWith("{")) return isError && line.trim() ? line : undefined;
  try {
    const entry: { level?: unknown; msg?: unknown; err?: { message?: unknown } } = JSON.parse(line);
    if (!(Number(entry.level) >= errorLevel)) return undefined;
    return [entry.msg, entry.err?.message].filter((part) => typeof part === "string" && part !== "").join(": ") || line;
  } catch {
    return isError ? line : undefined;
  }
}
