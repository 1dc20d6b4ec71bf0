import { afterEach, expect, test } from "vitest";
import { type Health, type HealthServer, startHealthServer } from "./start-health-server.ts";

let server: HealthServer | undefined;
afterEach(() => server?.close());

async function ask(path: string, change: Partial<Health> = {}): Promise<[number, unknown]> {
  const turning = { sinceLastTick: () => 5_000 };
  const health: Health = { loops: { relay: turning, reconciler: turning }, ping: async () => {}, isStopping: () => false, ...change };
  server = await startHealthServer(health, { host: "127.0.0.1", port: 0 });
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
  const ping = () => Promise.reject(new Error("ECONNREFUSED"));
  expect(await ask("/readyz", { ping })).toEqual([503, { status: "unavailable", checks: { database: "failed" } }]);
  await server?.close();
  expect((await ask("/livez", { ping }))[0]).toBe(200);
});

test("a worker that stops is not ready", async () => {
  expect(await ask("/readyz", { isStopping: () => true })).toEqual([
    503,
    { status: "unavailable", checks: { database: "ok", stopping: "failed" } },
  ]);
});

test("anything else is not found, with the paths that are there", async () => {
  expect(await ask("/")).toEqual([404, { status: "not-found", paths: ["/livez", "/readyz"] }]);
});
