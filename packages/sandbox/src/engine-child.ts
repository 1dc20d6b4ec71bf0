import { fork, type ChildProcess } from "node:child_process";
import { Socket } from "node:net";
import { constants, setPriority } from "node:os";
import type { EngineAnswer } from "@surety/domain/engines";
import { childEnvironment } from "./child-environment.ts";
import { deferred } from "./deferred.ts";
import { exitReason, type ExitReason } from "./exit-reason.ts";
import type { ChildMessage, EngineRequest, EngineResult } from "./protocol.ts";
import { residentBytes } from "./resident-bytes.ts";

export interface EngineChildOptions {
  readonly path: string;
  readonly execArgv: readonly string[];
  readonly memoryMb: number;
  readonly priority: "normal" | "background";
}

/** V8's heap is limited by itself; buffers and native memory beside it may add half as much. */
const RESIDENT_FACTOR = 1.5;
const RESIDENT_POLL_MS = 250;
const START_TIMEOUT_MS = 30_000;

interface Pending {
  readonly id: number;
  settle(answer: EngineAnswer<EngineResult>): void;
}

/**
 * One engine process. Invariants: (1) at most one request at a time; (2) every request is settled exactly once,
 * by its answer or by the exit; (3) once killed it never serves again.
 */
export class EngineChild {
  readonly #process: ChildProcess;
  readonly #memoryMb: number;
  readonly #ready: Promise<void>;
  readonly exited: Promise<void>;
  #pending: Pending | null = null;
  #end: ExitReason | null = null;
  #lastWords = "";
  #alive = true;
  /** Whether something else than this program has ended it, such as the kernel for want of memory, perhaps of others. */
  endedByOthers = false;
  served = 0;
  heapBytes = 0;

  constructor({ path, execArgv, memoryMb, priority }: EngineChildOptions) {
    this.#memoryMb = memoryMb;
    this.#process = fork(path, [], {
      execArgv: [...execArgv, `--max-old-space-size=${memoryMb}`, "--title=surety-engine"],
      env: childEnvironment(process.env),
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    if (priority === "background") giveWay(this.#process.pid);
    this.#process.stderr?.on("data", (chunk: Buffer) => (this.#lastWords = (this.#lastWords + chunk.toString("latin1")).slice(-4096)));
    const started = deferred<void>();
    const exited = deferred<void>();
    this.#ready = started.promise;
    this.exited = exited.promise;
    this.#process.on("message", (message) => {
      if (!isChildMessage(message)) return;
      if (message.kind === "ready") started.resolve();
      else this.#settle(message);
    });
    // `close` comes after the last byte of stderr, which tells a full heap from a crash.
    this.#process.on("close", (code, signal) => this.#ended({ code, signal }, [started.resolve, exited.resolve]));
    this.#process.on("error", () => this.#ended({ code: null, signal: null }, [started.resolve, exited.resolve]));
  }

  get alive(): boolean {
    return this.#alive && this.#end === null && this.#process.connected;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Sends one request. The time runs from when the child is ready to work. */
  async run(request: EngineRequest, timeoutMs: number): Promise<EngineAnswer<EngineResult>> {
    const starting = setTimeout(
      () => this.kill({ reason: "crash", message: "The engine process did not start in 30 s." }),
      START_TIMEOUT_MS,
    );
    await this.#ready;
    clearTimeout(starting);
    if (!this.alive) return this.#lost();

    const answered = deferred<EngineAnswer<EngineResult>>();
    this.served += 1;
    this.#pending = { id: this.served, settle: answered.resolve };
    const deadline = setTimeout(() => this.kill(tooLong(request.task, timeoutMs)), timeoutMs);
    const watch = setInterval(() => void this.#watchMemory(), RESIDENT_POLL_MS);
    this.#process.send({ id: this.served, request }, (error) => {
      if (error === null) return;
      this.endedByOthers ||= this.#end === null;
      this.kill({ reason: "crash", message: "The engine process could not be reached." });
    });
    try {
      return await answered.promise;
    } finally {
      clearTimeout(deadline);
      clearInterval(watch);
    }
  }

  /** Ends the process at once; a request that it has is answered with the reason. */
  kill(end: ExitReason): void {
    this.#end ??= end;
    this.#process.kill("SIGKILL");
  }

  /** An idle child does not keep its parent running. */
  setReferenced(referenced: boolean): void {
    const { stderr, channel } = this.#process;
    for (const handle of [this.#process, channel, stderr instanceof Socket ? stderr : undefined]) {
      if (referenced) handle?.ref();
      else handle?.unref();
    }
  }

  async #watchMemory(): Promise<void> {
    const { pid } = this.#process;
    const bytes = pid === undefined ? undefined : await residentBytes(pid);
    if (bytes === undefined || bytes <= this.#memoryMb * RESIDENT_FACTOR * 1024 * 1024) return;
    this.kill({ reason: "memory", message: `The document needs more than the ${this.#memoryMb} MB that one piece of work may use.` });
  }

  #settle(message: Exclude<ChildMessage, { kind: "ready" }>): void {
    this.heapBytes = message.heapBytes;
    if (this.#pending?.id !== message.id) return;
    const { settle } = this.#pending;
    this.#pending = null;
    settle(message.kind === "done" ? { ok: true, result: message.result } : { ok: false, reason: "crash", message: message.message });
  }

  #ended(exit: { code: number | null; signal: string | null }, resolves: readonly (() => void)[]): void {
    this.#alive = false;
    this.endedByOthers ||= this.#end === null && exit.signal === "SIGKILL";
    this.#end ??= exitReason({ ...exit, lastWords: this.#lastWords }, this.#memoryMb);
    const pending = this.#pending;
    this.#pending = null;
    pending?.settle(this.#lost());
    for (const resolve of resolves) resolve();
  }

  #lost(): EngineAnswer<EngineResult> {
    return { ok: false, ...(this.#end ?? { reason: "crash", message: "The engine process is gone." }) };
  }
}

/** Where the system refuses it, the process runs as all others. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {}
}

function tooLong(task: EngineRequest["task"], timeoutMs: number): ExitReason {
  const work = {
    read: "Reading",
    lint: "Linting",
    ruleset: "Reading the ruleset",
    preview: "Linting by both rulesets",
    diff: "Comparing",
    kinds: "Listing the kinds of change",
  }[task];
  return { reason: "timeout", message: `${work} took longer than ${timeoutMs / 1000} s and was stopped.` };
}

function isChildMessage(message: unknown): message is ChildMessage {
  return typeof message === "object" && message !== null && "kind" in message;
}
