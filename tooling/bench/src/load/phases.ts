import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { type Bench, cpuOfEach, cpuText, figuresOf, keepsUp, run, short } from "./bench.ts";
import { documentsOf } from "./documents.ts";
import { HttpClient } from "./http-client.ts";
import { question, questionCount, readRequest, verdictRequest } from "./requests.ts";
import { ORGANIZATION, serviceName } from "./seed.ts";
import { slopeOf } from "./slope.ts";
import { measured, notMeasured, type Row } from "./table.ts";
import type { MemorySample } from "./vitals.ts";

const CLIENTS = 50;

/** Each question once, so that what is measured is the second and later times, as in a pipeline that waits. */
export async function askFirst(bench: Bench): Promise<string> {
  await bench.vitals.begin("first questions");
  const count = questionCount(bench.size);
  let next = 0;
  const begun = performance.now();
  const ask = async (): Promise<void> => {
    const client = new HttpClient(bench.port, bench.token);
    while (next < count) {
      next += 1;
      const { status, body } = await client.send(question(bench.size, next - 1));
      if (status !== 200) throw new Error(`a verdict cannot be asked for: ${status} ${body.toString("utf8").slice(0, 500)}`);
    }
    client.close();
  };
  await Promise.all(Array.from({ length: 16 }, ask));
  return `${(count / ((performance.now() - begun) / 1000)).toFixed(0)}/s over ${count} questions that nobody asked before (closed loop, 16 clients)`;
}

export async function canIDeploy(bench: Bench): Promise<Row> {
  const targets = ["800/s, p99 100 ms", "2,000/s, p99 50 ms"] as const;
  await bench.vitals.begin("can-I-deploy");
  const durationMs = bench.quick ? 8_000 : 60_000;
  const at = (ratePerSecond: number) =>
    run(bench, { ratePerSecond, durationMs, clients: CLIENTS, request: (index) => verdictRequest(bench.size, index) });
  await run(bench, { ratePerSecond: 400, durationMs: 3_000, clients: CLIENTS, request: (index) => verdictRequest(bench.size, index) });
  const must = await at(800);
  const moonshot = await at(2_000);
  return measured("can-I-deploy, 50 clients", targets, `at 800/s: ${figuresOf(must)} | at 2,000/s: ${figuresOf(moonshot)}`, [
    keepsUp(must, 800) && must.p99 <= 100,
    keepsUp(moonshot, 2_000) && moonshot.p99 <= 50,
  ]);
}

export async function publish(bench: Bench): Promise<Row> {
  const targets = ["30/s, p99 500 ms", "80/s, p99 250 ms"] as const;
  const document = documentsOf(200_000);
  const durationMs = bench.quick ? 8_000 : 20_000;
  let count = 0;
  const at = (ratePerSecond: number, ms: number) =>
    run(bench, {
      ratePerSecond,
      durationMs: ms,
      clients: CLIENTS,
      request: () => {
        count += 1;
        // Services of their own: what others ask about keeps its newest versions.
        const path = `/v1/services/load-${count % 20}/versions/load-${count}`;
        return { method: "PUT", path, contentType: "application/json", body: document() };
      },
    });
  await bench.vitals.begin("publish, warm-up");
  await at(10, 3_000);
  await drained(bench);
  await bench.vitals.begin("publish 200 KB");
  const must = await at(30, durationMs);
  const waiting = await openChecks(bench);
  const begun = performance.now();
  await drained(bench);
  const drainedIn = (performance.now() - begun) / 1000;
  await bench.vitals.begin("publish 200 KB, 80/s");
  const moonshot = await at(80, Math.min(durationMs, 8_000));
  await drained(bench);
  const figures = `at 30/s: ${figuresOf(must)}; then ${waiting} checks waited, for ${drainedIn.toFixed(0)} s | at 80/s: ${figuresOf(moonshot)}`;
  return measured("publish 200 KB (accepted, durable)", targets, figures, [
    keepsUp(must, 30) && must.p99 <= 500,
    keepsUp(moonshot, 80) && moonshot.p99 <= 250,
  ]);
}

export async function publishLarge(bench: Bench): Promise<Row> {
  const targets = ["accepted <10 s, loop lag <100 ms", "<4 s, <50 ms"] as const;
  const document = documentsOf(9_900_000);
  const client = new HttpClient(bench.port, bench.token);
  const times: number[] = [];
  await bench.vitals.begin("publish 10 MB");
  for (let count = 1; count <= (bench.quick ? 2 : 3); count += 1) {
    const body = document();
    const begun = performance.now();
    const { status, body: answer } = await client.send({
      method: "PUT",
      path: `/v1/services/load-large/versions/large-${count}`,
      contentType: "application/json",
      body,
    });
    if (status !== 201) throw new Error(`publishing 10 MB answered ${status}: ${answer.toString("utf8").slice(0, 300)}`);
    times.push(performance.now() - begun);
  }
  client.close();
  await bench.vitals.scrape();
  const lags = bench.vitals.delaysOf("publish 10 MB");
  const lag = lags.find((each) => each.process === "server")?.max ?? Number.POSITIVE_INFINITY;
  const slowest = Math.max(...times) / 1000;
  await bench.vitals.begin("checks of 10 MB");
  await drained(bench);
  const of = (max: number, maxLag: number) => slowest < max && lag < maxLag;
  return measured(
    "publish 10 MB",
    targets,
    `accepted in ${times.map((ms) => (ms / 1000).toFixed(1)).join(", ")} s; longest delay of the server's loop ${short(lag)} ms, of the worker's ${short(lags.find((each) => each.process === "worker")?.max ?? 0)} ms`,
    [of(10, 100), of(4, 50)],
  );
}

/** Checks whose comparisons are all there already: what is measured is the way of a job, not an engine. */
export async function drainChecks(bench: Bench, backend: string): Promise<Row> {
  const { sql, quick } = bench;
  const wanted = quick ? 1_000 : 10_000;
  await bench.vitals.begin(`10,000 checks, ${backend}`);
  const before = bench.cpu();
  const begun = performance.now();
  const opened = await sql.begin(async (tx) => {
    const rows = await tx`
      with opened as (
        insert into checks (organization_id, version_id, kind, origin)
        select organization_id, id, 'diff', 'deployment' from versions
        where organization_id = ${ORGANIZATION} and number > (select max(number) * 0.92 from versions where name like '1.%.0') and name like '1.%.0'
        order by number desc limit ${wanted}
        returning organization_id, id)
      insert into outbox (organization_id, job, job_id, payload)
      select organization_id, 'check.run', 'check_' || id || '_1',
        jsonb_build_object('v', 1, 'organizationId', organization_id, 'checkId', id, 'attempt', 1) from opened
      returning 1`;
    await tx`select pg_notify('surety_outbox', '')`;
    return rows.length;
  });
  await drained(bench);
  const seconds = (performance.now() - begun) / 1000;
  const for10k = (seconds / opened) * 10_000;
  const moonshot = backend === "Redis" ? 10 : 30;
  const scaled = opened === 10_000 ? "" : `, which is ${for10k.toFixed(0)} s for 10,000`;
  const cpu = cpuOfEach(before, bench.cpu(), opened);
  return measured(
    `10,000 queued no-op checks, ${backend}`,
    ["120 s", `${moonshot} s`],
    `${opened} in ${seconds.toFixed(1)} s (${(opened / seconds).toFixed(0)}/s)${scaled}, cpu of each ${cpuText(cpu)}`,
    [for10k <= 120, for10k <= moonshot],
  );
}

/** A receiver on this machine that counts. */
export async function openSink(port: number): Promise<{ readonly received: () => number; close(): void }> {
  let count = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      count += 1;
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { received: () => count, close: () => void server.close() };
}

export async function deliverWebhooks(bench: Bench, sinkPort: number): Promise<Row> {
  const targets = ["100/s", "400/s"] as const;
  const { sql, quick } = bench;
  const sink = await openSink(sinkPort);
  const client = new HttpClient(bench.port, bench.token);
  const { status, body } = await client.send({
    method: "POST",
    path: "/v1/webhooks",
    contentType: "application/json",
    body: Buffer.from(JSON.stringify({ url: `http://127.0.0.1:${sinkPort}/`, eventTypes: ["version.published"] })),
  });
  client.close();
  if (status !== 201) throw new Error(`a webhook could not be made: ${status} ${body.toString("utf8").slice(0, 300)}`);
  const webhookId: unknown = Object(JSON.parse(body.toString("utf8"))).id;
  const wanted = quick ? 500 : 3_000;
  await bench.vitals.begin("webhook deliveries");
  const begun = performance.now();
  await sql.begin(async (tx) => {
    await tx`
      with events as (
        insert into webhook_events (organization_id, key, type, payload)
        select ${ORGANIZATION}, 'load ' || number, 'version.published', ${JSON.stringify({ type: "version.published", data: { text: "x".repeat(500) } })}
        from generate_series(1, ${wanted}::int) as number returning organization_id, id),
      deliveries as (
        insert into webhook_deliveries (organization_id, webhook_id, event_id)
        select organization_id, ${String(webhookId)}::uuid, id from events returning organization_id, id)
      insert into outbox (organization_id, job, job_id, payload)
      select organization_id, 'webhook.deliver', 'webhook_' || id || '_1',
        jsonb_build_object('v', 1, 'organizationId', organization_id, 'deliveryId', id, 'attempt', 1) from deliveries`;
    await tx`select pg_notify('surety_outbox', '')`;
  });
  for (const deadline = performance.now() + 180_000; sink.received() < wanted && performance.now() < deadline; ) await delay(20);
  const seconds = (performance.now() - begun) / 1000;
  sink.close();
  const rate = sink.received() / seconds;
  await sql`update webhooks set disabled_at = now(), disabled_reason = 'by-request' where id = ${String(webhookId)}::uuid`;
  const missing = wanted - sink.received();
  return measured(
    "webhook deliveries",
    targets,
    `${sink.received()} in ${seconds.toFixed(1)} s (${rate.toFixed(0)}/s) to one receiver${missing > 0 ? `; ${missing} did NOT arrive` : ""}`,
    [rate >= 100 && missing <= 0, rate >= 400 && missing <= 0],
  );
}

/** Pages, questions, small publications, deployments: what a company does all day, as long as `minutes`. */
export async function mixed(bench: Bench, minutes: number): Promise<readonly Row[]> {
  const flat = ["flat over 10 minutes", "flat"] as const;
  await bench.vitals.begin("mixed");
  const started = performance.now();
  const durationMs = minutes * 60_000;
  const document = documentsOf(20_000);
  const [reads, writes] = await Promise.all([
    run(bench, { ratePerSecond: 100, durationMs, clients: 30, request: (index) => readRequest(bench.size, index) }),
    run(bench, {
      ratePerSecond: 2,
      durationMs,
      clients: 10,
      request: (index) =>
        index % 2 === 0
          ? {
              method: "PUT",
              path: `/v1/services/mixed-${index % 40}/versions/m-${index}`,
              contentType: "application/json",
              body: document(),
            }
          : {
              method: "POST",
              path: "/v1/environments/staging/deployments",
              contentType: "application/json",
              body: Buffer.from(
                JSON.stringify({
                  service: serviceName(1 + (index % bench.size.services)),
                  version: `1.${bench.size.versions - (index % 3)}.0`,
                }),
              ),
            },
    }),
  ]);
  await drained(bench);
  bench.say(`mixed traffic for ${minutes} minutes: reads ${figuresOf(reads)} | writes ${figuresOf(writes)}`);
  if (minutes < 5)
    return [notMeasured("memory under mixed traffic", flat, `it takes at least 5 minutes (--minutes), this were ${minutes}`)];
  const warm = bench.vitals.memory.filter(({ atMs }) => atMs > started + 120_000 && atMs < started + durationMs);
  const grows = (pick: (sample: MemorySample) => number) => slopeOf(warm.map((sample) => ({ x: sample.atMs / 60_000, y: pick(sample) })));
  const server = grows((sample) => sample.server) * 10;
  const worker = grows((sample) => sample.worker) * 10;
  const sizes = (name: "server" | "worker") => `${(warm[0]?.[name] ?? 0).toFixed(0)} to ${(warm.at(-1)?.[name] ?? 0).toFixed(0)} MB`;
  const isFlat = (growth: number, name: "server" | "worker") => growth < 0.1 * (warm[0]?.[name] ?? 0);
  const holds = isFlat(server, "server") && isFlat(worker, "worker") && reads.failed + writes.failed === 0;
  return [
    measured(
      "memory under mixed traffic",
      flat,
      `over 10 minutes, after 2 of warm-up: server ${signed(server)} MB (${sizes("server")}), worker ${signed(worker)} MB (${sizes("worker")}); flat is below +10 %`,
      [holds, holds],
    ),
  ];
}

function signed(value: number): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(1)}`;
}

async function openChecks({ sql }: Bench): Promise<number> {
  const [row] = await sql`select count(*)::int as count from checks where state <> 'settled'`;
  return Number(row?.["count"] ?? 0);
}

/** Waits until no check is open. */
async function drained(bench: Bench): Promise<void> {
  const deadline = performance.now() + 600_000;
  while ((await openChecks(bench)) > 0) {
    if (performance.now() > deadline) throw new Error("checks stay open for ten minutes: see the log of the worker");
    await delay(50);
  }
}
