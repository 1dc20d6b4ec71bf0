/**
 * The hottest REST routes beside what others write for the same answers; README.md says how.
 *
 *   pnpm --filter @surety/server build && pnpm --filter @surety/bench rest [--quick] [--no-peers]
 */
import { type ChildProcess, execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { fileURLToPath } from "node:url";
import { createTestDatabase } from "@surety/testkit/test-database";
import { build } from "esbuild";
import { furnish } from "./rest/furnish.ts";
import { load, type Sample } from "./rest/load.ts";
import { answers, eventOf, freePort, parentOf, start, type Started, withChildren } from "./rest/processes.ts";
import { installPython, pythonFolder } from "./rest/python.ts";
import { noteWork, type RouteName, ROUTES } from "./rest/work.ts";

const CONNECTIONS = 16;
const LIMITS = { bare: 0.7, fastapi: 2 };
const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 3 : 7;
const ROUND_MS = quick ? 700 : 1_200;
const WARM_UP_MS = 2_000;
const LEGEND = `\
All look the SHA-256 of the bearer token up among the known ones, send the statement that ours sends for a question that it
has answered before (has anything changed since? of the session: the organization), and write the same answer as JSON.
  surety   the server as it is shipped: also limits, log, metrics, request ids, entity tags, security headers, scopes;
           calls at the same time share a statement, and the text of an answer is kept. The peers send one for each request,
           and write from an object that is made already
  bare     Fastify and postgres.js, one process
  fastapi  uvicorn (uvloop, httptools), one worker, asyncpg
  flask    gunicorn, one worker, 8 threads, psycopg 3
  drf      gunicorn, one worker, 8 threads, Django's connections (psycopg 3)
cpu: microseconds of a processor for one request, of the server and of PostgreSQL. A ratio is the median of those of the
rounds; the limits hold for requests per second.
`;

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const serverFolder = at("../../../apps/server/dist");
const names = Object.keys(ROUTES) as RouteName[];

interface Contender {
  readonly name: string;
  readonly pids: readonly number[];
  readonly port: number;
  readonly pathOf: (route: RouteName) => string;
}

if (!existsSync(join(serverFolder, "server.js"))) throw new Error("Build the server first: pnpm --filter @surety/server build");
const folder = mkdtempSync(join(tmpdir(), "surety-bench-rest-"));
const started: Started[] = [];
const database = await createTestDatabase({
  template: `bench_${Date.now()}`,
  prepare: async (url, applicationUrl) => {
    const env = { ...process.env, DATABASE_URL: url, SURETY_APPLICATION_URL: applicationUrl };
    execFileSync(process.execPath, [join(serverFolder, "migrate.js")], { env });
  },
});
try {
  const missed = await compare();
  process.exitCode = missed ? 1 : 0;
} finally {
  for (const { child } of started) child.kill("SIGTERM");
  await Promise.all(started.map(({ child }) => ended(child)));
  await database.drop();
  rmSync(folder, { recursive: true });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

async function compare(): Promise<boolean> {
  const serverPort = await freePort();
  const url = `http://127.0.0.1:${serverPort}`;
  const server = run("surety", [process.execPath, join(serverFolder, "server.js")], {
    DATABASE_URL: database.applicationUrl,
    PORT: String(serverPort),
    SURETY_SECRET: randomBytes(32).toString("base64"),
    SURETY_SIGN_IN_LINK: "always",
    // It counts as ever, and nobody reaches it.
    SURETY_RATE_LIMIT: "100000000",
  });
  const token = await furnish(url, await eventOf(server, "sign-in-link", "url"));
  const read = async (name: RouteName): Promise<unknown> => {
    const response = await fetch(url + ROUTES[name], { headers: { authorization: `Bearer ${token}` } });
    return response.json();
  };
  const [verdict, version, service, services, session] = await Promise.all(names.map(read));
  const work = await noteWork(database.applicationUrl, token, { verdict, version, service, services, session });
  const workFile = join(folder, "work.json");
  writeFileSync(workFile, JSON.stringify(work));
  const contenders: Contender[] = [
    { name: "surety", pids: withChildren(server.child.pid ?? 0), port: serverPort, pathOf: (route) => ROUTES[route] },
    await bare(workFile, token),
    ...(await peers(workFile, token)),
  ];
  return report(contenders, token);
}

function run(name: string, command: readonly string[], env: Record<string, string>, cwd?: string): Started {
  const one = start(join(folder, `${name}.log`), command, cwd === undefined ? { env } : { env, cwd });
  started.push(one);
  return one;
}

async function contender(name: string, one: Started, port: number, token: string): Promise<Contender> {
  await answers(one, `http://127.0.0.1:${port}/session`, token);
  return { name, pids: withChildren(one.child.pid ?? 0), port, pathOf: (route) => `/${route}` };
}

async function bare(workFile: string, token: string): Promise<Contender> {
  const bundle = join(folder, "bare-server.mjs");
  const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };
  await build({ entryPoints: [at("rest/bare-server.ts")], outfile: bundle, bundle: true, platform: "node", format: "esm", banner });
  const port = await freePort();
  return contender("bare", run("bare", [process.execPath, bundle, workFile, String(port)], {}), port, token);
}

async function peers(workFile: string, token: string): Promise<Contender[]> {
  if (process.argv.includes("--no-peers")) return [];
  const python = installPython();
  if ("missing" in python) {
    process.stdout.write(`FastAPI, Flask and Django REST Framework are skipped: ${python.missing}\n`);
    return [];
  }
  const gunicorn = [join(python.bin, "gunicorn"), "--workers", "1", "--worker-class", "gthread", "--threads", "8", "--keep-alive", "60"];
  const commands = {
    fastapi: (port: number) => [join(python.bin, "uvicorn"), "--port", String(port), "--no-access-log", "fastapi_app:app"],
    flask: (port: number) => [...gunicorn, "--bind", `127.0.0.1:${port}`, "flask_app:app"],
    drf: (port: number) => [...gunicorn, "--bind", `127.0.0.1:${port}`, "drf_app:app"],
  };
  const all: Contender[] = [];
  for (const [name, command] of Object.entries(commands)) {
    const port = await freePort();
    all.push(await contender(name, run(name, command(port), { BENCH_WORK: workFile }, pythonFolder), port, token));
  }
  return all;
}

/** Prints the table; whether a limit was missed. */
async function report(contenders: readonly Contender[], token: string): Promise<boolean> {
  process.stdout.write(`${LEGEND}${CONNECTIONS} connections, medians of ${ROUNDS} rounds of ${ROUND_MS} ms each, in turns\n`);
  let missed = false;
  const postmaster = await postmasterPid();
  const databasePids = () => (postmaster === 0 ? [] : withChildren(postmaster));
  const measure = (one: Contender, route: RouteName, ms: number) =>
    load({ ...one, databasePids, path: one.pathOf(route), token }, CONNECTIONS, ms);
  // Long enough for compilers that look at what runs often.
  for (const one of contenders) for (const route of names) await measure(one, route, WARM_UP_MS);
  for (const route of names) {
    const samples = new Map<Contender, Sample[]>(contenders.map((one) => [one, []]));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const one of contenders) samples.get(one)?.push(await measure(one, route, ROUND_MS));
    process.stdout.write(`\nGET ${ROUTES[route]}\n`);
    const ours = samples.get(contenders[0] as Contender) ?? [];
    for (const one of contenders) {
      const own = samples.get(one) ?? [];
      // Of each round, so that what disturbs a round disturbs both.
      const ratioOf = (pick: (sample: Sample) => number) =>
        middle(ours.flatMap((sample, round) => (own[round] === undefined ? [] : [pick(sample) / pick(own[round])])));
      const ratio = ratioOf((sample) => sample.perSecond);
      const byCpu = 1 / ratioOf((sample) => sample.cpuUs + sample.databaseUs);
      const limit = one.name === "bare" ? LIMITS.bare : one.name === "fastapi" ? LIMITS.fastapi : undefined;
      if (limit !== undefined && ratio < limit) missed = true;
      const compared = `  surety is ${ratio.toFixed(2)} of it (${byCpu.toFixed(2)} by cpu)`;
      process.stdout.write(`${row(one.name, own)}${one === contenders[0] ? "" : compared}`);
      process.stdout.write(limit === undefined ? "\n" : `, limit ${limit}: ${ratio < limit ? "MISSED" : "holds"}\n`);
    }
  }
  return missed;
}

function row(name: string, samples: readonly Sample[]): string {
  const of = (pick: (sample: Sample) => number) => middle(samples.map(pick));
  const perSecond = of((sample) => sample.perSecond)
    .toFixed(0)
    .padStart(6);
  const times = `p50 ${of((sample) => sample.p50).toFixed(1)} ms  p99 ${of((sample) => sample.p99).toFixed(1)} ms`;
  const cpu = `cpu ${of((sample) => sample.cpuUs).toFixed(0)} + ${of((sample) => sample.databaseUs).toFixed(0)} µs`;
  return `  ${name.padEnd(8)} ${perSecond}/s  ${times}  ${cpu}`;
}

/** Of the server of our own database, whose other processes are its children; 0 when it runs elsewhere. */
async function postmasterPid(): Promise<number> {
  const sql = postgres(database.url, { max: 1 });
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const parent = parentOf(row?.pid ?? 0);
  await sql.end();
  return parent > 1 ? parent : 0;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
