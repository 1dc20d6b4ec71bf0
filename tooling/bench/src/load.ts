/**
 * The table of loads (README.md says how), on stored data of 1,000 services with 500 versions each.
 *
 *   pnpm --filter @surety/bench load [--quick] [--minutes N] [--folder DIRECTORY]
 */
import { mkdirSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import postgres from "postgres";
import type { Bench } from "./load/bench.ts";
import { askFirst, canIDeploy, deliverWebhooks, drainChecks, mixed, publish, publishLarge } from "./load/phases.ts";
import { openStoredData, type StoredData } from "./load/stored-data.ts";
import { type RunningProcess, System } from "./load/system.ts";
import { failedRow, measured, missedOf, notMeasured, type Row, tableOf } from "./load/table.ts";
import { cpuSeconds, Vitals } from "./load/vitals.ts";
import { freePort } from "./rest/processes.ts";

const { values: options } = parseArgs({
  options: { quick: { type: "boolean", default: false }, minutes: { type: "string" }, folder: { type: "string" } },
});
const { quick } = options;
const minutes = Number(options.minutes ?? (quick ? 0.4 : 10));
const size = quick ? { services: 100, versions: 50 } : { services: 1_000, versions: 500 };
const begun = performance.now();
const say = (line: string): void =>
  void process.stdout.write(`${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${line}\n`);

const folder = options.folder ?? join(tmpdir(), "surety-load");
mkdirSync(folder, { recursive: true });
const system = new System();
let data: StoredData | undefined;
let closing: Promise<void> | undefined;
function close(): Promise<void> {
  closing ??= system.close().then(() => data?.close());
  return closing;
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void close().finally(() => process.exit(130)));

data = await openStoredData(folder, size, say);
const sql = postgres(data.ownerUrl, { max: 2, onnotice: () => undefined });
try {
  const rows = await measure(data);
  say("done");
  process.stdout.write(`\n${conditions(data)}\n\n${tableOf(rows)}\n`);
  const missed = missedOf(rows);
  process.stdout.write(
    missed.length === 0
      ? "\nEvery row that was measured holds what it must.\n"
      : `\nMISSED: ${missed.map(({ what }) => what).join(", ")}\n`,
  );
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  await sql.end({ timeout: 5 });
  await close();
}

function conditions(data: StoredData): string {
  return [
    `${size.services} services with ${size.versions} versions each, ${(data.bytes / 1e6).toFixed(0)} MB in PostgreSQL 18 (embedded, fsync on, shared_buffers 128 MB)`,
    `${availableParallelism()} processors and ${(totalmem() / 2 ** 30).toFixed(0)} GB, which PostgreSQL and the load share with server and worker; Node ${process.versions.node}`,
    `load average now ${loadavg()
      .map((value) => value.toFixed(1))
      .join(" ")}: what is not ours makes every figure worse`,
    ...(quick ? ["--quick: less data and shorter phases; for a look, not for the record"] : []),
  ].join("\n");
}

async function measure(data: StoredData): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const show = (row: Row): void => {
    rows.push(row);
    say(tableOf([row]).split("\n")[1] ?? "");
  };
  /** A phase that fails is a row of its own, and the next one begins. */
  const phase = async (what: string, work: () => Promise<readonly Row[]>): Promise<void> => {
    try {
      for (const row of await work()) show(row);
    } catch (error) {
      show(failedRow(what, error));
    }
  };
  const port = await freePort();
  const sinkPort = await freePort();
  const redis = await system.startRedis();
  const database = { DATABASE_URL: data.applicationUrl };
  const withRedis: Record<string, string> = "url" in redis ? { REDIS_URL: redis.url } : {};
  const allow = { SURETY_EGRESS_ALLOW: `127.0.0.1:${sinkPort}` };
  say("url" in redis ? "jobs are in Redis; 10,000 checks also go through PostgreSQL" : `jobs are in PostgreSQL: ${redis.missing}`);

  const starts: number[] = [];
  let server: RunningProcess | undefined;
  let worker: RunningProcess | undefined;
  for (let round = 0; round < (quick ? 1 : 3); round += 1) {
    await worker?.stop();
    await server?.stop();
    server = await system.startServer({ ...database, ...withRedis, ...allow }, port);
    worker = await system.startWorker({ ...database, ...withRedis, ...allow });
    starts.push(server.startedInMs, worker.startedInMs);
  }
  if (server === undefined || worker === undefined) throw new Error("nothing was started");
  const slowest = Math.max(...starts) / 1000;
  const starting = `until ready: ${starts.map((ms, index) => `${index % 2 === 0 ? "server" : "worker"} ${(ms / 1000).toFixed(1)}`).join(", ")} s`;
  show(measured("cold start", ["5 s", "2 s"], starting, [slowest <= 5, slowest <= 2]));
  show(notMeasured("image size", ["250 MB", "150 MB"], "no container engine here"));

  const vitals = new Vitals([server, worker]);
  const bench: Bench = { size, port, token: data.token, sql, vitals, quick, cpu: cpuOf(server, worker), say };
  await delay(quick ? 5_000 : 20_000);
  const idle = vitals.memory.at(-1);

  const backend = "url" in redis ? "Redis" : "PostgreSQL";
  await phase("can-I-deploy", async () => {
    say(`can-I-deploy, the first time: ${await askFirst(bench)}`);
    return [await canIDeploy(bench)];
  });
  await phase("publish 200 KB", async () => [await publish(bench)]);
  await phase("publish 10 MB", async () => [await publishLarge(bench)]);
  await phase("10,000 checks", async () => [await drainChecks(bench, backend)]);
  await phase("webhook deliveries", async () => [await deliverWebhooks(bench, sinkPort)]);
  await phase("mixed traffic", () => mixed(bench, minutes));
  await vitals.scrape();
  vitals.stop();

  if ("url" in redis) {
    await worker.stop();
    const other = await system.startWorker({ ...database, ...allow });
    await phase("10,000 checks", async () => [
      await drainChecks({ ...bench, vitals: new Vitals([other]), cpu: cpuOf(server, other) }, "PostgreSQL"),
    ]);
    await other.stop();
  }
  show(memoryRow(vitals, idle));
  show(delayRow(vitals));
  show(notMeasured("verify generator", ["500 requests/s", "2,000/s"], "the engine does not exist yet"));
  show(
    notMeasured(
      "load generator",
      ["5,000/s", "15,000/s, error ≤1 %"],
      "the engine does not exist yet; this bench's own is in open-model.ts",
    ),
  );
  return rows;
}

function cpuOf(server: RunningProcess, worker: RunningProcess): Bench["cpu"] {
  return () => ({ server: cpuSeconds([server.pid]), worker: cpuSeconds([worker.pid]) });
}

function memoryRow({ memory }: Vitals, idle: Vitals["memory"][number] | undefined): Row {
  const of = (sample: Vitals["memory"][number] | undefined) => (sample === undefined ? 0 : sample.server + sample.worker + sample.engines);
  const peak = memory.reduce((highest, sample) => (of(sample) > of(highest) ? sample : highest), memory[0]);
  const parts = (sample: Vitals["memory"][number] | undefined) =>
    `${of(sample).toFixed(0)} MB (server ${sample?.server.toFixed(0)}, worker ${sample?.worker.toFixed(0)}, engines ${sample?.engines.toFixed(0)})`;
  const holds = (most: number, mostPeak: number) => of(idle) <= most && of(peak) <= mostPeak;
  const targets = ["300 MB / 1 GB", "200 / 600 MB"] as const;
  return measured("RSS API + worker, idle / peak", targets, `idle ${parts(idle)}; peak ${parts(peak)}`, [
    holds(300, 1024),
    holds(200, 600),
  ]);
}

function delayRow(vitals: Vitals): Row {
  const all = vitals.delaysOf().toSorted((a, b) => b.p99 - a.p99);
  const [worst] = all;
  const figures = all
    .filter((each, index) => all.findIndex((other) => other.phase === each.phase) === index)
    .map((each) => `${each.phase}: ${each.process} ${each.p99.toFixed(0)}`)
    .join(", ");
  const p99 = worst?.p99 ?? Number.POSITIVE_INFINITY;
  return measured("event-loop delay p99 under all loads", ["100 ms", "30 ms"], `worst 5 s of each phase, in ms: ${figures}`, [
    p99 <= 100,
    p99 <= 30,
  ]);
}
