import { readFileSync } from "node:fs";
import { withChildren } from "../rest/processes.ts";
import type { RunningProcess } from "./system.ts";

const MEMORY_EVERY_MS = 500;
const DELAYS_EVERY_MS = 5_000;
const MB = 1024 * 1024;

/** Resident megabytes at one moment. */
export interface MemorySample {
  readonly atMs: number;
  readonly server: number;
  readonly worker: number;
  /** The engine processes of both. */
  readonly engines: number;
}

/** Of the event loop, milliseconds; of all windows of five seconds that a phase has. */
export interface LoopDelay {
  readonly process: string;
  /** The worst window's 99th percentile. */
  readonly p99: number;
  readonly max: number;
}

/**
 * Looks at the processes from outside: memory twice a second, and every five seconds what they say of their event
 * loops. Node measures those in steps of 10 ms: a loop that is never held up shows about 10 ms.
 */
export class Vitals {
  readonly memory: MemorySample[] = [];
  readonly #delays = new Map<string, LoopDelay[]>();
  readonly #processes: readonly RunningProcess[];
  readonly #timers: NodeJS.Timeout[];
  #phase = "start";
  #scraping: Promise<void> = Promise.resolve();

  constructor(processes: readonly RunningProcess[]) {
    this.#processes = processes;
    this.#timers = [
      setInterval(() => this.memory.push(this.#look()), MEMORY_EVERY_MS),
      setInterval(() => void this.scrape(), DELAYS_EVERY_MS),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /** What is measured from here on belongs to this phase. */
  async begin(phase: string): Promise<void> {
    await this.scrape();
    this.#phase = phase;
  }

  /** The worst of a phase, of each process; of all phases when none is named. */
  delaysOf(phase?: string): readonly (LoopDelay & { readonly phase: string })[] {
    return [...this.#delays].flatMap(([name, all]) =>
      phase === undefined || name === phase ? all.map((each) => ({ ...each, phase: name })) : [],
    );
  }

  /** Asks the processes for their delays since the last time. */
  scrape(): Promise<void> {
    const phase = this.#phase;
    this.#scraping = this.#scraping.then(async () => {
      for (const { name, healthPort } of this.#processes) {
        const text = await fetch(`http://127.0.0.1:${healthPort}/metrics`).then(
          (response) => response.text(),
          () => "",
        );
        const value = (metric: string) =>
          Number(new RegExp(`^${metric}(?:\\{[^}]*\\})? (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN) * 1000;
        const delay = { process: name, p99: value("nodejs_eventloop_delay_p99_seconds"), max: value("nodejs_eventloop_delay_max_seconds") };
        if (Number.isNaN(delay.p99)) continue;
        const known = this.#delays.get(phase) ?? [];
        const before = known.find((each) => each.process === name);
        const worst =
          before === undefined ? delay : { process: name, p99: Math.max(before.p99, delay.p99), max: Math.max(before.max, delay.max) };
        this.#delays.set(phase, [...known.filter((each) => each !== before), worst]);
      }
    });
    return this.#scraping;
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  #look(): MemorySample {
    const sample = { atMs: performance.now(), server: 0, worker: 0, engines: 0 };
    for (const { name, pid } of this.#processes) {
      const [own = 0, ...children] = withChildren(pid);
      sample[name] += residentMb(own);
      for (const child of children) sample.engines += residentMb(child);
    }
    return sample;
  }
}

/** Zero when the process is gone, and where there is no /proc. */
function residentMb(pid: number): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * 4096) / MB;
  } catch {
    return 0;
  }
}

/** Seconds of processor time of processes and their living children, from Linux's clock ticks. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.flatMap(withChildren).reduce((total, pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
        .replace(/^.*\) /, "")
        .split(" ");
      return total + (Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])) / 100;
    } catch {
      return total;
    }
  }, 0);
}
