import { claimCheck } from "@surety/domain/checks/claim-check";
import { settleCheck } from "@surety/domain/checks/settle-check";
import type { TakenJob } from "@surety/domain/outbox/outbox-repository";
import type { Caller } from "@surety/model/callers";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const take = (window: number) => world.deps.transact((tx) => tx.outbox.take(500, window));
const owners = (jobs: readonly TakenJob[]) => jobs.map(({ payload }) => payload.organizationId);
/** Each version has two checks. */
const publish = async (who: Caller, versions: number, service = "orders") => {
  for (let version = 1; version <= versions; version += 1) await world.publish(service, String(version), { note: String(version) }, who);
};
async function settle(job: TakenJob | undefined): Promise<void> {
  if (job === undefined || job.job !== "check.run") throw new Error("no check was taken");
  const check = await claimCheck(world.deps, job.payload);
  if (check === null) throw new Error("not claimed");
  await settleCheck(world.deps, check, { outcome: { verdict: "passed", summary: "As scripted." } });
}
/** By place, as workers would run them. */
const inOrder = (jobs: readonly TakenJob[]) => [...jobs].sort((left, right) => (left.priority ?? 0) - (right.priority ?? 0));

test("no more checks are handed over than the window holds, until some have settled; nothing is lost on the way", async () => {
  await publish(world.who, 6);
  const first = await take(4);
  expect(first).toHaveLength(4);
  expect(await take(4)).toEqual([]);
  for (const job of first.slice(0, 3)) await settle(job);
  const second = await take(4);
  expect(second).toHaveLength(3);
  const rest = await take(100);
  const ids = [...first, ...second, ...rest].map((job) => job.jobId);
  expect(ids).toHaveLength(12);
  expect(new Set(ids).size).toBe(12);
});

test("an organization with much waiting does not hold up another's one: it comes next, though the window is full", async () => {
  await publish(world.who, 10);
  const crowd = await take(8);
  const other = await world.addOrganization();
  await publish(other, 1);
  const [own] = await take(8);
  expect(own?.payload.organizationId).toBe(other.organizationId);
  const places = inOrder([...crowd, ...(own === undefined ? [] : [own])]).map(({ payload }) => payload.organizationId);
  expect(places.slice(0, 2)).toContain(other.organizationId);
  // The place that becomes free is the other's too: it has one in the queue, the crowd has seven.
  for (const job of crowd.slice(0, 2)) await settle(job);
  expect(owners(await take(8))).toEqual([other.organizationId]);
});

test("organizations take turns, however old and many their checks are", async () => {
  const others = [await world.addOrganization(), await world.addOrganization()];
  for (const who of [world.who, ...others]) await publish(who, 4);
  const turns = [];
  for (let round = 0; round < 4; round += 1) {
    const taken = await take(3);
    turns.push(owners(taken).sort());
    for (const job of taken) await settle(job);
  }
  const everyone = [world.who, ...others].map(({ organizationId }) => organizationId).sort();
  expect(turns).toEqual([everyone, everyone, everyone, everyone]);
});

test("what a pipeline waits for goes before what nobody waits for, unless somebody asks for a verdict", async () => {
  await publish(world.who, 3);
  for (const job of await take(100)) await settle(job);
  // Newer versions are compared with what was deployed: nobody waits for that.
  await world.deploy("orders", "1", "production");
  await world.publish("billing", "1", {});
  const waiting = await world.database.drizzle.execute(sql`select priority, count(*)::int as jobs from outbox group by 1 order by 1`);
  expect(waiting.map((row) => ({ ...row }))).toEqual([
    { priority: 0, jobs: 2 },
    { priority: 2, jobs: 2 },
  ]);
  const service = name.service("orders");
  const third = await world.deps.repositories.versions.find(world.who.organizationId, service, name.version("3"));
  if (third === null) throw new Error("no version 3");
  await world.deps.repositories.outbox.hurry(world.who.organizationId, third.version.id);
  const jobs = inOrder(await take(100));
  expect(jobs.map(({ priority = 0 }) => Math.floor(priority / 10_000))).toEqual([0, 0, 0, 2]);
});

test("relays at once take each job once", async () => {
  await publish(world.who, 5);
  const taken = (await Promise.all(Array.from({ length: 6 }, () => take(100)))).flat().map((job) => job.jobId);
  expect(taken).toHaveLength(10);
  expect(new Set(taken).size).toBe(10);
});
