import type { Sql } from "postgres";
import { HttpClient, type Request } from "./http-client.ts";
import { type Measured, runOpenModel } from "./open-model.ts";
import type { SeedSize } from "./seed.ts";
import type { Vitals } from "./vitals.ts";

/** What every phase needs. */
export interface Bench {
  readonly size: SeedSize;
  readonly port: number;
  readonly token: string;
  /** The database as its owner: counts, and rows that no client could make so fast. */
  readonly sql: Sql;
  readonly vitals: Vitals;
  readonly quick: boolean;
  /** Of the server and of the worker, each with its engines: seconds of processor time until now. */
  readonly cpu: () => Cpu;
  readonly say: (line: string) => void;
}

export interface Cpu {
  readonly server: number;
  readonly worker: number;
}

export interface Traffic {
  readonly ratePerSecond: number;
  readonly durationMs: number;
  readonly clients: number;
  readonly request: (index: number) => Request;
}

export interface TrafficMeasured extends Measured {
  /** Milliseconds of processor time for each answer. */
  readonly cpuMs: Cpu;
  /** The first refusals, for whoever wonders. */
  readonly refusals: readonly string[];
}

const SHOWN = 3;

/** Requests at a constant rate over kept connections. */
export async function run({ port, token, cpu }: Bench, { ratePerSecond, durationMs, clients, request }: Traffic): Promise<TrafficMeasured> {
  const connections = Array.from({ length: clients }, () => new HttpClient(port, token));
  const refusals: string[] = [];
  const before = cpu();
  const measured = await runOpenModel({
    ratePerSecond,
    durationMs,
    clients,
    async send(index, client) {
      const asked = request(index);
      const answer = await connections[client]?.send(asked);
      if (answer !== undefined && answer.status >= 200 && answer.status < 300) return true;
      if (refusals.length < SHOWN)
        refusals.push(`${asked.method} ${asked.path}: ${answer?.status} ${answer?.body.toString("utf8").slice(0, 200)}`);
      return false;
    },
  });
  for (const connection of connections) connection.close();
  return { ...measured, cpuMs: cpuOfEach(before, cpu(), measured.answered), refusals };
}

/** `799/s, p50 2.1, p99 14 ms` and what went wrong. */
export function figuresOf({ perSecond, p50, p99, max, failed, offered, cpuMs, refusals }: TrafficMeasured): string {
  const wrong = failed === 0 ? "" : `; ${failed} of ${offered} FAILED${refusals.map((each) => ` [${each}]`).join("")}`;
  return `${perSecond.toFixed(perSecond < 20 ? 1 : 0)}/s, p50 ${short(p50)}, p99 ${short(p99)}, max ${short(max)} ms, cpu of each ${cpuText(cpuMs)}${wrong}`;
}

/** Milliseconds of each of so many. */
export function cpuOfEach(before: Cpu, after: Cpu, count: number): Cpu {
  const each = (seconds: number) => (seconds * 1000) / Math.max(1, count);
  return { server: each(after.server - before.server), worker: each(after.worker - before.worker) };
}

export function cpuText({ server, worker }: Cpu): string {
  return `${server.toFixed(2)} ms in the server${worker < 0.01 ? "" : `, ${worker.toFixed(2)} ms in the worker`}`;
}

export function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

/** Whether a rate was kept up: the last answers may come a little after the last arrival. */
export function keepsUp({ perSecond, failed }: Measured, ratePerSecond: number): boolean {
  return failed === 0 && perSecond >= ratePerSecond * 0.97;
}
