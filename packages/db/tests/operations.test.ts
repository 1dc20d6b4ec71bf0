import { randomUUID } from "node:crypto";
import type { InstanceSign } from "@surety/domain/instances/instance-repository";
import { claimCheck } from "@surety/domain/checks/claim-check";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";
import { openAttempt, settleAs } from "./settle-checks.ts";

let world: World;
let now: number;
beforeEach(async () => {
  now = Date.now();
  world = await createWorld({ maxQueuedChecks: 7, clock: () => new Date(now) });
  await world.publish("orders", "1", {});
});
afterEach(() => world.close());

const errored = { verdict: "errored", code: "crash", summary: "The engine stopped." } as const;
const worker = (version: string): InstanceSign => ({
  id: randomUUID(),
  kind: "worker",
  host: "node-1",
  processId: 7,
  version,
  state: "ready",
  concurrency: 2,
});

test("an organization sees what of its own waits, runs and has failed, and nothing of another one", async () => {
  const stranger = await world.addOrganization();
  await claimCheck(world.deps, await openAttempt(world, "orders", "1", "lint"));
  await world.database.drizzle.execute(sql`update checks set enqueued_at = enqueued_at - interval '90 seconds'`);
  const { queues } = await world.verbs.getWorkQueues(world.who);
  expect(queues).toMatchObject({
    lint: { waiting: 0, running: 1, oldestSeconds: 0, failed: 0 },
    diff: { waiting: 1, running: 0, failed: 0 },
    webhook: { waiting: 0, running: 0, oldestSeconds: 0, failed: 0 },
  });
  expect(queues.diff.oldestSeconds).toBeGreaterThanOrEqual(90);
  const others = await world.verbs.getWorkQueues(stranger);
  expect(Object.values(others.queues).every(({ waiting, running, failed }) => waiting + running + failed === 0)).toBe(true);
});

test("a check that errored is listed until it is opened again", async () => {
  await settleAs(world, "orders", "1", "lint", errored);
  const list = async () => (await world.verbs.listFailedChecks(world.who, { limit: 50 })).items;
  expect(await list()).toMatchObject([{ service: "orders", version: "1", kind: "lint", outcome: errored }]);
  expect((await world.verbs.getWorkQueues(world.who)).queues.lint).toMatchObject({ failed: 1 });
  const input = { service: name.service("orders"), version: name.version("1"), kind: "lint" } as const;
  expect(await world.verbs.openCheck(world.who, input)).toMatchObject({ created: true });
  expect(await world.verbs.openCheck(world.who, input)).toMatchObject({ created: false });
  expect(await list()).toEqual([]);
  expect((await world.verbs.getWorkQueues(world.who)).queues.lint).toMatchObject({ waiting: 1, failed: 0 });
});

test("the first organization sees the installation: processes, versions, database, what waits of all", async () => {
  const stranger = await world.addOrganization();
  await world.publish("theirs", "1", {}, stranger);
  const { instances, schedules } = world.deps.repositories;
  const [old, current] = [worker("0.1.0+aaaaaaaa"), worker("0.1.0+bbbbbbbb")];
  for (const instance of [old, current]) await instances.tick(instance);
  const check = await claimCheck(world.deps, await openAttempt(world, "orders", "1", "lint"), current.id);
  expect(check).not.toBeNull();
  await schedules.claim("prune", 60_000);
  const seen = await world.verbs.getInstallation(world.who);
  expect(seen).toMatchObject({
    waitingChecks: { used: 3, limit: 7 },
    outbox: { rows: 4 },
    mixed: true,
    schedules: [{ name: "prune", finishedAt: null, error: null }],
  });
  expect(seen.instances).toMatchObject([
    { id: old.id, running: 0, silent: false },
    { id: current.id, running: 1, silent: false, host: "node-1", concurrency: 2 },
  ]);
  expect(seen.database.sizeBytes).toBeGreaterThan(1_000_000);
  expect(seen.database.migrations.applied).toBeGreaterThan(10);
  expect(JSON.stringify(seen)).not.toContain("theirs");

  await world.database.drizzle.execute(sql`update instances set ticked_at = ticked_at - interval '21 seconds' where id = ${old.id}`);
  expect(await world.verbs.getInstallation(world.who)).toMatchObject({
    mixed: false,
    instances: [{ id: old.id, silent: true }, { silent: false }],
  });
  await instances.leave(current.id);
  expect((await world.verbs.getInstallation(world.who)).instances).toHaveLength(1);
});

test("another organization sees the installation only when it is named as the one that operates it", async () => {
  const stranger = await world.addOrganization();
  await expect(world.verbs.getInstallation(stranger)).rejects.toMatchObject({ code: "forbidden" });
  const viewer = { ...world.who, role: "viewer", scopes: ["read"] } as const;
  await expect(world.verbs.getInstallation(viewer)).rejects.toMatchObject({ code: "forbidden" });
  // Slugs of test organizations are their ids.
  const { operations } = world.deps.repositories;
  expect(await operations.operates(stranger.organizationId, stranger.organizationId)).toBe(true);
  expect(await operations.operates(world.who.organizationId, stranger.organizationId)).toBe(false);
  expect(await operations.operates(stranger.organizationId, "nobody")).toBe(false);
});

test("past the limit of the installation nothing more is taken, and everything else goes on", async () => {
  for (const version of ["2", "3", "4"]) await world.publish("orders", version, { note: version });
  now += 1_000;
  await expect(world.publish("orders", "5", { note: "5" })).rejects.toMatchObject({ code: "overloaded", limit: "queuedChecks" });
  const input = { service: name.service("orders"), version: name.version("1") };
  await expect(world.verbs.openCheck(world.who, { ...input, kind: "lint" })).rejects.toMatchObject({ code: "overloaded" });
  expect(await world.verbs.getVersion(world.who, input)).toMatchObject({ checks: [{ state: "queued" }, { state: "queued" }] });
  expect((await world.deploy("orders", "1", "production")).created).toBe(true);
  const verdict = await world.verbs.decide(world.who, { ...input, environment: name.environment("production") });
  expect(verdict.answer).toBe("unknown");
  await settleAs(world, "orders", "1", "lint", errored);
  await settleAs(world, "orders", "2", "lint", errored);
  now += 1_000;
  expect((await world.publish("orders", "5", { note: "5" })).created).toBe(true);
});

test("a schedule is claimed once when it is due, and by another process when who claimed it has died", async () => {
  const { schedules } = world.deps.repositories;
  const claims = await Promise.all(Array.from({ length: 5 }, () => schedules.claim("prune", 60_000)));
  expect(claims.filter(Boolean)).toHaveLength(1);
  await world.database.drizzle.execute(sql`update schedules set next_run_at = next_run_at - interval '61 seconds'`);
  expect(await schedules.claim("prune", 60_000)).toBe(true);
  await schedules.finish("prune", { nextInMs: 3_600_000, error: null });
  expect(await schedules.claim("prune", 60_000)).toBe(false);
});
