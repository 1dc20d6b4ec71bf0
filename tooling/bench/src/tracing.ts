/**
 * What traces cost: the hottest routes of three servers on one database, in turns; README.md says how.
 *
 *   pnpm --filter @surety/server build && pnpm --filter @surety/bench tracing
 */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestDatabase } from "@surety/testkit/test-database";
import { furnish } from "./rest/furnish.ts";
import { load, type Sample } from "./rest/load.ts";
import { eventOf, freePort, start, type Started, withChildren } from "./rest/processes.ts";
import { ROUTES } from "./rest/work.ts";

const CONNECTIONS = 16;
const ROUNDS = 9;
const ROUND_MS = 1_000;
const WARM_UP_MS = 2_000;
const serverFolder = fileURLToPath(new URL("../../../apps/server/dist", import.meta.url));
const routes = [ROUTES.verdict, ROUTES.version] as const;

const folder = mkdtempSync(join(tmpdir(), "surety-bench-tracing-"));
const started: Started[] = [];
const collector = createServer((request, response) => request.resume().on("end", () => response.writeHead(200).end("{}")));
collector.listen(0, "127.0.0.1");
await once(collector, "listening");
const address = collector.address();
const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
const kinds: Readonly<Record<string, Record<string, string>>> = {
  off: {},
  "a tenth": { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.1" },
  all: { OTEL_EXPORTER_OTLP_ENDPOINT },
};
const database = await createTestDatabase({
  template: `bench_${Date.now()}`,
  prepare: async (url) =>
    void execFileSync(process.execPath, [join(serverFolder, "migrate.js")], { env: { ...process.env, DATABASE_URL: url } }),
});
try {
  await compare();
} finally {
  for (const { child } of started) child.kill("SIGTERM");
  await Promise.all(started.map(async ({ child }) => (child.exitCode === null ? once(child, "exit") : undefined)));
  await database.drop();
  collector.close();
  collector.closeAllConnections();
  rmSync(folder, { recursive: true });
}

async function compare(): Promise<void> {
  const secret = randomBytes(32).toString("base64");
  let token = "";
  const servers: { readonly name: string; readonly pids: readonly number[]; readonly port: number }[] = [];
  for (const [name, env] of Object.entries(kinds)) {
    const port = await freePort();
    const server = start(join(folder, `${name}.log`), [process.execPath, join(serverFolder, "server.js")], {
      env: {
        ...env,
        DATABASE_URL: database.url,
        PORT: String(port),
        SURETY_SECRET: secret,
        SURETY_SIGN_IN_LINK: token === "" ? "always" : "never",
        SURETY_RATE_LIMIT: "100000000",
      },
    });
    started.push(server);
    await eventOf(server, "listening", "url");
    if (token === "") token = await furnish(`http://127.0.0.1:${port}`, await eventOf(server, "sign-in-link", "url"));
    servers.push({ name, port, pids: withChildren(server.child.pid ?? 0) });
  }
  const measure = (server: (typeof servers)[number], path: string, ms: number) => load({ ...server, path, token }, CONNECTIONS, ms);
  for (const path of routes) for (const server of servers) await measure(server, path, WARM_UP_MS);
  for (const path of routes) {
    const samples = new Map<string, Sample[]>(servers.map(({ name }) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const server of servers) samples.get(server.name)?.push(await measure(server, path, ROUND_MS));
    process.stdout.write(`\nGET ${path}\n`);
    const base = samples.get("off") ?? [];
    for (const [name, own] of samples) {
      const cpu = middle(own.map(({ cpuUs }) => cpuUs));
      // Of each round, so that what disturbs a round disturbs both.
      const more = middle(own.map(({ cpuUs }, round) => cpuUs / (base[round]?.cpuUs ?? 1))) - 1;
      const perSecond = middle(own.map((sample) => sample.perSecond)).toFixed(0);
      process.stdout.write(`  ${name.padEnd(8)} ${perSecond.padStart(6)}/s  cpu ${cpu.toFixed(0)} µs  ${(more * 100).toFixed(1)} % more\n`);
    }
  }
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
