/**
 * Requests a second of the hottest REST routes, against a bare Fastify route that does one indexed read on the same
 * database. Servers run in processes of their own, one at a time, in turns; the figures are medians.
 *
 *   pnpm --filter @surety/server build && pnpm --filter @surety/bench exec tsx src/rest-throughput.ts
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createTestDatabase } from "@surety/testkit/test-database";
import Fastify from "fastify";
import postgres from "postgres";

const CONNECTIONS = 16;
const WARM_UP = 1_000;
const REQUESTS = 3_000;
const ROUNDS = 3;

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const serverBundle = at("../../../apps/server/dist/server.js");

interface Target {
  readonly name: string;
  /** The process that answers. */
  readonly pid: number;
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Sample {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the answering process for one request, in microseconds; steadier than the rest on a busy machine. */
  readonly cpuUs: number;
}

if (process.argv[2] === "bare") await serveBare();
else await compare();

/** The floor: Fastify, postgres.js and one prepared read by a unique index. */
async function serveBare(): Promise<void> {
  const [url = "", port = "0"] = process.argv.slice(3);
  const sql = postgres(url, { max: 20 });
  const app = Fastify();
  app.get<{ Params: { service: string } }>("/bare/:service", async ({ params }) => {
    const [row] = await sql`select name, title, description, created_at from services where name = ${params.service} limit 1`;
    return row;
  });
  await app.listen({ port: Number(port), host: "127.0.0.1" });
  process.stdout.write('{"event":"listening"}\n');
}

async function compare(): Promise<void> {
  if (!existsSync(serverBundle)) throw new Error("Build the server first: pnpm --filter @surety/server build");
  const database = await createTestDatabase({
    template: `bench_${Date.now()}`,
    prepare: async (url) =>
      void execFileSync(process.execPath, [at("../../../apps/server/dist/migrate.js")], { env: { ...process.env, DATABASE_URL: url } }),
  });
  const children: ChildProcess[] = [];
  try {
    const [serverPort, barePort] = [await freePort(), await freePort()];
    const server = start(children, [serverBundle], {
      DATABASE_URL: database.url,
      PORT: String(serverPort),
      SURETY_SECRET: randomBytes(32).toString("base64"),
      SURETY_SIGN_IN_LINK: "always",
      SURETY_RATE_LIMIT: "0",
    });
    const link = await eventOf(server, "sign-in-link");
    await eventOf(server, "listening");
    const bare = start(children, ["--import", "tsx", fileURLToPath(import.meta.url), "bare", database.url, String(barePort)], {});
    await eventOf(bare, "listening");
    const token = await furnish(`http://127.0.0.1:${serverPort}`, link["url"] ?? "");
    const headers = { authorization: `Bearer ${token}` };
    const targets: readonly Target[] = [
      { name: "bare Fastify, one indexed read", pid: bare.pid ?? 0, port: barePort, path: "/bare/orders", headers: {} },
      {
        name: "GET /v1/verdicts",
        pid: server.pid ?? 0,
        port: serverPort,
        path: "/v1/verdicts?service=orders&version=1.1.0&environment=production",
        headers,
      },
      { name: "GET /v1/services/{service}", pid: server.pid ?? 0, port: serverPort, path: "/v1/services/orders", headers },
      { name: "GET /v1/session", pid: server.pid ?? 0, port: serverPort, path: "/v1/session", headers },
    ];
    await report(targets);
  } finally {
    for (const child of children) child.kill();
    await database.drop();
  }
}

async function report(targets: readonly Target[]): Promise<void> {
  const samples = new Map<Target, Sample[]>(targets.map((target) => [target, []]));
  for (const target of targets) await load(target, WARM_UP);
  for (let round = 0; round < ROUNDS; round += 1) for (const target of targets) samples.get(target)?.push(await load(target, REQUESTS));
  const rows = targets.map((target) => ({ target, sample: median(samples.get(target) ?? []) }));
  const floor = rows[0]?.sample.perSecond ?? 1;
  process.stdout.write(`${REQUESTS} requests, ${CONNECTIONS} connections, median of ${ROUNDS} rounds\n`);
  for (const { target, sample } of rows) {
    process.stdout.write(
      `${target.name.padEnd(34)} ${sample.perSecond.toFixed(0).padStart(6)}/s  ratio ${(sample.perSecond / floor).toFixed(2)}  p50 ${sample.p50.toFixed(1)} ms  p99 ${sample.p99.toFixed(1)} ms  cpu ${sample.cpuUs.toFixed(0)} µs\n`,
    );
  }
}

function median(samples: readonly Sample[]): Sample {
  const sorted = samples.toSorted((a, b) => a.perSecond - b.perSecond);
  return sorted[Math.floor(sorted.length / 2)] ?? { perSecond: 0, p50: 0, p99: 0, cpuUs: 0 };
}

/** A closed loop: each connection sends its next request when the answer to the last one is complete. */
async function load({ port, path, headers, pid }: Target, requests: number): Promise<Sample> {
  const lines = Object.entries({ host: "127.0.0.1", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = `GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
  const times: number[] = [];
  let left = requests;
  const cpuBefore = cpuSeconds(pid);
  const started = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, () => connection({ port, request, times, next: () => left-- > 0 })));
  const seconds = (performance.now() - started) / 1000;
  const sorted = times.toSorted((a, b) => a - b);
  return {
    cpuUs: ((cpuSeconds(pid) - cpuBefore) / requests) * 1e6,
    perSecond: requests / seconds,
    p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
  };
}

/** Time that a process has spent on a processor; Linux counts it in hundredths of a second. Zero elsewhere. */
function cpuSeconds(pid: number): number {
  if (!existsSync(`/proc/${pid}/stat`)) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function connection({
  port,
  request,
  times,
  next,
}: {
  port: number;
  request: string;
  times: number[];
  next: () => boolean;
}): Promise<void> {
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
    socket.on("connect", send).on("error", reject);
    socket.on("data", (chunk) => {
      if (missing < 0) {
        head += chunk.toString("latin1");
        const end = head.indexOf("\r\n\r\n");
        if (end < 0) return;
        if (!head.startsWith("HTTP/1.1 200")) return reject(new Error(head.slice(0, 500)));
        missing = Number(/content-length: (\d+)/i.exec(head)?.[1]) - (head.length - end - 4);
      } else missing -= chunk.length;
      if (missing > 0) return;
      times.push(performance.now() - sentAt);
      send();
    });
  });
}

/** Signs in, publishes two versions of a service and deploys the first; returns a token that may read. */
async function furnish(url: string, link: string): Promise<string> {
  const opened = await fetch(link.replace(new URL(link).origin, url), { redirect: "manual" });
  const cookie = opened.headers
    .getSetCookie()
    .map((value) => value.split(";", 1)[0])
    .join("; ");
  const call = async (method: string, path: string, body: string) => {
    const response = await fetch(url + path, { method, headers: { cookie, "content-type": "application/json" }, body });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  for (const version of ["1.0.0", "1.1.0"])
    await call(
      "PUT",
      `/v1/services/orders/versions/${version}`,
      readFileSync(at(`../../examples/documents/orders-${version}.json`), "utf8"),
    );
  await call("POST", "/v1/environments/production/deployments", JSON.stringify({ service: "orders", version: "1.0.0" }));
  const { secret } = (await call("POST", "/v1/tokens", JSON.stringify({ name: "bench", scopes: ["read"] }))) as { secret: string };
  return secret;
}

function start(children: ChildProcess[], args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  return child;
}

/** The first line of output that is this event; the rest of the output is read and dropped. */
function eventOf(child: ChildProcess, event: string): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error("no output to read"));
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}`)));
    createInterface(child.stdout).on("line", (line) => {
      if (!line.startsWith("{")) return;
      const value: Record<string, string> = JSON.parse(line);
      if (value["event"] === event) resolve(value);
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
