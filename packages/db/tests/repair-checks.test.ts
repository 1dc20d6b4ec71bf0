import { claimCheck } from "@surety/domain/checks/claim-check";
import { repairChecks } from "@surety/domain/checks/repair-checks";
import { retryCheck } from "@surety/domain/checks/retry-check";
import { settleCheck } from "@surety/domain/checks/settle-check";
import type { CheckOutcome } from "@surety/model/checks";
import type { OutboxJob } from "@surety/domain/outbox/outbox-repository";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createWorld, type World } from "./create-world.ts";
import { openAttempt } from "./settle-checks.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.publish("orders", "1", {});
});
afterEach(() => world.close());

const passed: CheckOutcome = { verdict: "passed", summary: "As scripted." };
const lint = () => openAttempt(world, "orders", "1", "lint");
const check = async () => world.verbs.getCheck(world.who, { check: (await lint()).checkId });
const takeJobs = (): Promise<OutboxJob[]> => world.deps.transact((tx) => tx.outbox.take(100));
const nowhere = async (jobs: readonly OutboxJob[]) => jobs.length;
/** Moves a check's clock back, in the database. */
const age = async (column: "enqueued_at" | "heartbeat_at", seconds: number) => {
  const { checkId } = await lint();
  await world.database.drizzle.execute(
    sql`update checks set ${sql.identifier(column)} = ${sql.identifier(column)} - make_interval(secs => ${seconds}) where id = ${checkId}`,
  );
};

/** Moves back when all checks were opened, and handed to the queue. */
const agePromises = (seconds: number) =>
  world.database.drizzle.execute(
    sql`update checks set enqueued_at = enqueued_at - make_interval(secs => ${seconds}), handed_at = handed_at - make_interval(secs => ${seconds})`,
  );

test("a check is settled once: what comes later changes nothing", async () => {
  const claimed = await claimCheck(world.deps, await lint());
  if (claimed === null) throw new Error("not claimed");
  expect(await settleCheck(world.deps, claimed, { outcome: passed })).toBe(true);
  const settled = await check();
  expect(await settleCheck(world.deps, claimed, { outcome: { verdict: "skipped", summary: "too late" } })).toBe(false);
  expect(await claimCheck(world.deps, claimed)).toBeNull();
  expect(await world.deps.repositories.checks.beat(claimed)).toBe(false);
  expect(await check()).toEqual(settled);
  expect(settled).toMatchObject({ state: "settled", outcome: passed, attempt: 1 });
});

test("a worker that was given up changes nothing when it wakes up", async () => {
  const frozen = await claimCheck(world.deps, await lint());
  if (frozen === null) throw new Error("not claimed");
  await takeJobs();
  await age("heartbeat_at", 7);
  expect(await repairChecks(world.deps, nowhere)).toMatchObject({ retried: 0 });
  await age("heartbeat_at", 2);
  expect(await repairChecks(world.deps, nowhere)).toMatchObject({ retried: 1 });
  expect((await takeJobs()).map((job) => job.jobId)).toEqual([`check_${frozen.checkId}_2`]);
  expect(await settleCheck(world.deps, frozen, { outcome: passed })).toBe(false);
  expect(await world.deps.repositories.checks.beat(frozen)).toBe(false);
  const second = await claimCheck(world.deps, await lint());
  expect(second).toMatchObject({ attempt: 2 });
  expect(second !== null && (await settleCheck(world.deps, second, { outcome: passed }))).toBe(true);
});

test("a check whose workers always die is errored after three attempts, and says so", async () => {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    expect(await claimCheck(world.deps, await lint())).toMatchObject({ attempt });
    await age("heartbeat_at", 60);
    await repairChecks(world.deps, nowhere);
  }
  expect(await check()).toMatchObject({ state: "settled", attempt: 3, outcome: { verdict: "errored", code: "worker-lost" } });
});

test("a failure leads to the next attempt, later each time, and after the third to its reason", async () => {
  await takeJobs();
  const delays: number[] = [];
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const claimed = await claimCheck(world.deps, await lint());
    if (claimed === null) throw new Error("not claimed");
    await retryCheck(world.deps, claimed, { code: "crash", summary: "The engine stopped." });
    delays.push(...(await takeJobs()).map((job) => job.delayMs));
  }
  expect(delays).toEqual([2_000, 4_000]);
  expect(await check()).toMatchObject({ state: "settled", outcome: { verdict: "errored", code: "crash", summary: "The engine stopped." } });
});

test("a check whose job was lost is put in the queue again, by the same id, and not before its time again", async () => {
  const lost = (await takeJobs()).map((job) => job.jobId);
  expect(lost).toHaveLength(2);
  expect(await repairChecks(world.deps, nowhere)).toMatchObject({ enqueued: 0 });
  await agePromises(11);
  const again: string[] = [];
  const restore = async (jobs: readonly OutboxJob[]) => {
    again.push(...jobs.map((job) => job.jobId));
    return jobs.length;
  };
  await expect(repairChecks(world.deps, async () => Promise.reject(new Error("the queue is away")))).rejects.toThrow("the queue is away");
  expect(await repairChecks(world.deps, restore)).toMatchObject({ enqueued: 2 });
  expect(again.sort()).toEqual(lost.sort());
  expect(await repairChecks(world.deps, nowhere)).toMatchObject({ enqueued: 0 });
});

test("a check that waits in the outbox is not lost, however long it waits; one that nobody has promised is", async () => {
  await agePromises(3_600);
  expect(await repairChecks(world.deps, nowhere)).toMatchObject({ enqueued: 0 });
  await world.database.drizzle.execute(sql`delete from outbox`);
  expect(await repairChecks(world.deps, nowhere)).toMatchObject({ enqueued: 2 });
});

test("a job that is delivered again takes a check over when nobody is heard of, as its next attempt, and three times at most", async () => {
  const first = await claimCheck(world.deps, await lint());
  if (first === null) throw new Error("not claimed");
  expect(await claimCheck(world.deps, first)).toBeNull();
  for (const attempt of [2, 3]) {
    await age("heartbeat_at", 9);
    expect(await claimCheck(world.deps, await lint())).toMatchObject({ attempt });
  }
  expect(await settleCheck(world.deps, first, { outcome: passed })).toBe(false);
  await age("heartbeat_at", 9);
  expect(await claimCheck(world.deps, await lint())).toBeNull();
  expect(await repairChecks(world.deps, nowhere)).toMatchObject({ errored: 1 });
  expect(await check()).toMatchObject({ state: "settled", attempt: 3, outcome: { verdict: "errored", code: "worker-lost" } });
});

test("many reconcilers at once repair each check once", async () => {
  await takeJobs();
  await agePromises(11);
  const repaired = await Promise.all(Array.from({ length: 6 }, () => repairChecks(world.deps, nowhere)));
  expect(repaired.reduce((sum, each) => sum + each.enqueued, 0)).toBe(2);
});

test("while a check is open, asking for it again means that one; afterwards it is a new one", async () => {
  const before = await lint();
  const input = { service: (await check()).service, version: (await check()).version, kind: "lint" as const };
  expect(await world.verbs.openCheck(world.who, input)).toMatchObject({ created: false, check: { id: before.checkId } });
  const claimed = await claimCheck(world.deps, before);
  if (claimed !== null) await settleCheck(world.deps, claimed, { outcome: passed });
  const opened = await world.verbs.openCheck(world.who, input);
  expect(opened).toMatchObject({ created: true, check: { state: "queued", attempt: 1 } });
  expect(opened.check.id).not.toBe(before.checkId);
  expect((await lint()).checkId).toBe(opened.check.id);
});
