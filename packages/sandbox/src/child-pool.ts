import type { EngineAnswer } from "@surety/domain/engines";
import { EngineChild, type EngineChildOptions } from "./engine-child.ts";
import type { EngineRequest, EngineResult } from "./protocol.ts";

export interface ChildPoolOptions {
  readonly child: EngineChildOptions;
  readonly concurrency: number;
  readonly maxQueue: number;
  readonly idleMs: number;
}

/** After so many requests a child makes room for a fresh one: whatever leaks, leaks no further. */
const MAX_SERVED = 200;
/** A child whose heap fills more than this part of its limit would work slowly, or fail the next request. */
const MAX_HEAP_PART = 0.5;

type Answer = EngineAnswer<EngineResult>;

/** Children, reused, never more than `concurrency` of them. The child that worked last works next: it has the last documents parsed. */
export class ChildPool {
  readonly #options: ChildPoolOptions;
  readonly #children = new Set<EngineChild>();
  readonly #idle = new Map<EngineChild, NodeJS.Timeout>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #closed = false;

  constructor(options: ChildPoolOptions) {
    this.#options = options;
  }

  async run(request: EngineRequest, timeoutMs: number): Promise<Answer> {
    if (this.#busy >= this.#options.concurrency) {
      if (this.#waiting.length >= this.#options.maxQueue) return overloaded(this.#options.maxQueue);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#busy += 1;
    try {
      if (this.#closed) return CLOSED;
      const { answer, isByOthers } = await this.#runNow(request, timeoutMs);
      // Who was killed says nothing about the document yet; work has no effects, so that it may be done twice.
      return isByOthers && !this.#closed ? (await this.#runNow(request, timeoutMs)).answer : answer;
    } finally {
      // A waiting request takes the place over, so that nothing can slip in between.
      const next = this.#waiting.shift();
      if (next === undefined) this.#busy -= 1;
      else next();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const children = [...this.#children];
    for (const child of children) {
      child.setReferenced(true);
      child.kill({ reason: "crash", message: CLOSED.message });
    }
    await Promise.all(children.map((child) => child.exited));
  }

  async #runNow(request: EngineRequest, timeoutMs: number): Promise<{ answer: Answer; isByOthers: boolean }> {
    const child = this.#takeIdle() ?? this.#start();
    child.setReferenced(true);
    const answer = await child.run(request, timeoutMs);
    if (child.alive) this.#putBack(child);
    return { answer, isByOthers: !answer.ok && child.endedByOthers };
  }

  #start(): EngineChild {
    const child = new EngineChild(this.#options.child);
    this.#children.add(child);
    void child.exited.then(() => {
      this.#children.delete(child);
      clearTimeout(this.#idle.get(child));
      this.#idle.delete(child);
    });
    return child;
  }

  #takeIdle(): EngineChild | undefined {
    const child = [...this.#idle.keys()].findLast((each) => each.alive);
    if (child === undefined) return undefined;
    clearTimeout(this.#idle.get(child));
    this.#idle.delete(child);
    return child;
  }

  #putBack(child: EngineChild): void {
    const {
      child: { memoryMb },
      idleMs,
    } = this.#options;
    if (child.served >= MAX_SERVED || child.heapBytes > memoryMb * 1024 * 1024 * MAX_HEAP_PART) return retire(child);
    child.setReferenced(false);
    this.#idle.set(child, setTimeout(() => retire(child), idleMs).unref());
  }
}

function retire(child: EngineChild): void {
  child.kill({ reason: "crash", message: "The engine process was replaced." });
}

const CLOSED = { ok: false, reason: "crash", message: "The engines were shut down." } as const;

function overloaded(maxQueue: number): Answer {
  return { ok: false, reason: "overloaded", message: `${maxQueue} documents are waiting already; try again in a moment.` };
}
