import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";

export interface Target {
  /** The process that answers, and its children. */
  readonly pids: readonly number[];
  /** Those of the database now; none by default. */
  readonly databasePids?: () => readonly number[];
  readonly port: number;
  readonly path: string;
  readonly token: string;
}

export interface Sample {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the answering processes for one request, in microseconds; steadier than the rest on a busy machine. */
  readonly cpuUs: number;
  /** The same of the database. */
  readonly databaseUs: number;
}

/** A closed loop: each connection sends its next request when the answer to the last one is complete. */
export async function load(target: Target, connections: number, ms: number): Promise<Sample> {
  const { port, path, token, pids, databasePids = () => [] } = target;
  const request = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n\r\n`;
  const times: number[] = [];
  const before = { server: cpuSeconds(pids), database: cpuSeconds(databasePids()) };
  const started = performance.now();
  const next = () => performance.now() - started < ms;
  await Promise.all(Array.from({ length: connections }, () => oneAfterAnother({ port, request, times, next })));
  const seconds = (performance.now() - started) / 1000;
  const sorted = times.toSorted((a, b) => a - b);
  return {
    perSecond: times.length / seconds,
    p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    cpuUs: ((cpuSeconds(pids) - before.server) / times.length) * 1e6,
    databaseUs: ((cpuSeconds(databasePids()) - before.database) / times.length) * 1e6,
  };
}

/** Time spent on a processor; Linux counts it in hundredths of a second. Zero elsewhere. */
function cpuSeconds(pids: readonly number[]): number {
  return pids.reduce((total, pid) => {
    if (!existsSync(`/proc/${pid}/stat`)) return total;
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return total + (Number(fields[11]) + Number(fields[12])) / 100;
  }, 0);
}

interface Connection {
  readonly port: number;
  readonly request: string;
  readonly times: number[];
  readonly next: () => boolean;
}

function oneAfterAnother({ port, request, times, next }: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let sentAt = 0;
    let missing = -1;
    let head = "";
    const send = () => {
      if (!next()) return socket.end(resolve);
      [sentAt, missing, head] = [performance.now(), -1, ""];
      return socket.write(request);
    };
    const fail = (reason: string) => {
      socket.destroy();
      reject(new Error(`port ${port}: ${reason}`));
    };
    socket.on("connect", send).on("error", reject);
    socket.on("data", (chunk) => {
      if (missing < 0) {
        head += chunk.toString("latin1");
        const end = head.indexOf("\r\n\r\n");
        if (end < 0) return;
        const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
        if (!head.startsWith("HTTP/1.1 200") || length === undefined) return fail(head.slice(0, 500));
        missing = Number(length) - (head.length - end - 4);
      } else missing -= chunk.length;
      if (missing > 0) return;
      times.push(performance.now() - sentAt);
      send();
    });
  });
}
