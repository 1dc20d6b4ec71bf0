import { afterEach, expect, test } from "vitest";
import { Counter, Registry } from "prom-client";
import { type InternalServer, startInternalServer, type Vitals } from "./start-internal-server.ts";

let server: InternalServer | undefined;
afterEach(() => server?.close());

async function ask(path: string, change: Partial<Vitals> = {}): Promise<[number, unknown]> {
  const turning = { sinceLastTick: () => 5_000 };
  const database = async () => {};
  const loops = { relay: turning, reconciler: turning };
  const vitals: Vitals = { loops, checks: { database }, isStopping: () => false, registry: new Registry(), ...change };
  server = await startInternalServer(vitals, { host: "127.0.0.1", port: 0 });
  const answer = await fetch(`${server.address}${path}`);
  return [answer.status, await answer.json()];
}

test("a worker whose loops turn is alive and ready", async () => {
  expect(await ask("/livez")).toEqual([200, { status: "ok", checks: { relay: "ok", reconciler: "ok" } }]);
});

test("a loop that hangs makes it dead, by name", async () => {
  const loops = { relay: { sinceLastTick: () => 31_000 }, reconciler: { sinceLastTick: () => 100 } };
  expect(await ask("/livez", { loops })).toEqual([503, { status: "unavailable", checks: { relay: "failed", reconciler: "ok" } }]);
});

test("a database that does not answer makes it not ready, and no restart helps", async () => {
  const checks = { database: () => Promise.reject(new Error("ECONNREFUSED")) };
  expect(await ask("/readyz", { checks })).toEqual([503, { status: "unavailable", checks: { database: "failed" } }]);
  await server?.close();
  expect((await ask("/livez", { checks }))[0]).toBe(200);
});

test("a worker that stops is not ready", async () => {
  expect(await ask("/readyz", { isStopping: () => true })).toEqual([
    503,
    { status: "unavailable", checks: { database: "ok", stopping: "failed" } },
  ]);
});

test("anything else is not found, with the paths that are there", async () => {
  expect(await ask("/")).toEqual([404, { status: "not-found", paths: ["/livez", "/readyz", "/metrics"] }]);
});

test("metrics are in the text format of Prometheus", async () => {
  const registry = new Registry();
  new Counter({ name: "checks_total", help: "Checks", registers: [registry] }).inc(3);
  server = await startInternalServer({ loops: {}, checks: {}, isStopping: () => false, registry }, { host: "127.0.0.1", port: 0 });
  const answer = await fetch(`${server.address}/metrics`);
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(await answer.text()).toContain("checks_total 3");
});
