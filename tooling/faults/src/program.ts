import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { leftovers } from "./leftovers.ts";

export interface ProgramOptions {
  readonly name: string;
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const RESTART_MS = 100;
const KEPT_LINES = 400;

/** A process of Surety as its orchestrator runs it: one that ends is started again. */
export class Program {
  readonly name: string;
  /** The last lines that it printed. */
  readonly log: string[] = [];
  /** What it said last before it ended although nobody had killed it. */
  readonly crashes: string[] = [];
  readonly #options: ProgramOptions;
  #child: ChildProcess | undefined;
  #isWanted = false;
  #isKilled = false;

  constructor(options: ProgramOptions) {
    this.name = options.name;
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): void {
    this.#isWanted = true;
    this.#isKilled = false;
    const { args, cwd, env } = this.#options;
    const child = spawn(process.execPath, [...args], { cwd, env: { ...env }, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    leftovers.add(child.pid);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        this.log.push(line);
        if (this.log.length > KEPT_LINES) this.log.shift();
      });
    }
    child.once("exit", (code, signal) => {
      leftovers.delete(child.pid);
      this.log.push(`-- ${this.name} ended: ${code ?? signal}`);
      if (this.#child === child) this.#child = undefined;
      if (this.#isWanted && !this.#isKilled) this.crashes.push(this.log.slice(-8).join("\n"));
      if (this.#isWanted) void delay(RESTART_MS).then(() => this.#isWanted && this.#child === undefined && this.start());
    });
  }

  /** Sends a signal, if it runs. A SIGKILL is what a crash is; it is started again. */
  signal(signal: NodeJS.Signals): void {
    this.#isKilled ||= signal === "SIGKILL";
    this.#child?.kill(signal);
  }

  /** Processes that it has started: its engines. Linux only. */
  children(): number[] {
    const { pid } = this;
    if (pid === undefined) return [];
    try {
      const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
      return text.split(" ").filter(Boolean).map(Number);
    } catch {
      return [];
    }
  }

  /** Asks it to end and does not start it again. Its exit code; null when a signal ended it. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    this.#isWanted = false;
    const child = this.#child;
    if (child === undefined) return 0;
    const exit = once(child, "exit");
    child.kill("SIGCONT");
    child.kill(signal);
    const [code]: unknown[] = await exit;
    return typeof code === "number" ? code : null;
  }
}
