import { randomUUID } from "node:crypto";
import { repairChecks } from "@surety/domain/checks/repair-checks";
import { openQueue } from "@surety/queue/open-queue";
import type { Queue, QueueBackend, QueuedJob, QueueWorker } from "@surety/queue/queue";
import { runCheck } from "@surety/model/jobs";
import { testRedis } from "@surety/testkit/redis";
import { waitUntil } from "@surety/testkit/wait-until";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createHandlers } from "../src/handlers.ts";
import type { Loop } from "../src/loop.ts";
import { relayOnce, startRelay } from "../src/relay.ts";
import { createWorld, type World } from "./create-world.ts";
import { additive, base, breaking } from "./documents.ts";

const redis = testRedis();
if (redis.skip !== undefined) console.warn(`skipped: jobs on Redis (${redis.skip})`);
const backends = [
  ["PostgreSQL", undefined, (url: string): QueueBackend => ({ type: "postgres", url })],
  ["Redis", redis.skip, (): QueueBackend => ({ type: "redis", url: redis.url ?? "" })],
] as const;

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe.each(backends)("jobs on %s", (_, skip, backendOf) => {
  let queue: Queue;
  let worker: QueueWorker;
  let relay: Loop;
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);

  beforeEach(async () => {
    if (skip !== undefined) return;
    errors.length = 0;
    queue = await openQueue({ backend: backendOf(world.url), onError, prefix: `test-${randomUUID()}` });
    worker = await queue.openWorker({
      handlers: createHandlers({ ...world.deps, onError }),
      concurrency: { "check.run": 2, "webhook.deliver": 8 },
      onError,
    });
    relay = startRelay({ transact: world.deps.transact, enqueue: (jobs) => queue.addBulk(jobs), onError });
    await world.database.onOutbox(() => relay.nudge());
  });
  afterEach(async () => {
    if (skip !== undefined) return;
    await relay.stop();
    await worker.close();
    await queue.close();
    if (errors.length > 0) throw new AggregateError(errors, "something went wrong beside the jobs");
  });

  const settled = (service: string, version: string) =>
    waitUntil(
      async () => {
        const checks = await world.checks(service, version);
        return Object.values(checks).every((state) => !["queued", "running"].includes(state)) && checks;
      },
      { what: `the checks of ${service} ${version}`, deadlineMs: 40_000 },
    );

  test.skipIf(skip)("from publish to verdict", { timeout: 60_000 }, async () => {
    const service = `orders-${randomUUID()}`;
    await world.publish(service, "1.0.0", base);
    expect(await settled(service, "1.0.0")).toEqual({ lint: "passed", diff: "passed" });
    await world.deploy(service, "1.0.0");
    await world.publish(service, "1.1.0", additive);
    expect(await settled(service, "1.1.0")).toMatchObject({ diff: "passed" });
    expect((await world.decide(service, "1.1.0")).reasons[0]).toMatchObject({ type: "compatible", against: { version: "1.0.0" } });
    await world.publish(service, "2.0.0", breaking);
    expect(await settled(service, "2.0.0")).toMatchObject({ diff: "failed" });
    expect(await world.decide(service, "2.0.0")).toMatchObject({ answer: "no", settled: true });
  });

  test.skipIf(skip)("a job that is delivered again and again settles its check once", { timeout: 60_000 }, async () => {
    const service = `again-${randomUUID()}`;
    const { checks } = await world.publish(service, "1", base);
    const [check] = checks;
    if (check === undefined) throw new Error("a published version has no check");
    await settled(service, "1");
    const before = await world.verbs.getCheck(world.who, { check: check.id });
    const payload = { v: 1 as const, organizationId: world.who.organizationId, checkId: check.id, attempt: 1 };
    await queue.addBulk(
      Array.from({ length: 5 }, (_, index) => ({ job: runCheck.name, payload, jobId: `check_${check.id}_again_${index}` })),
    );
    await waitUntil(async () => (await queue.depth()) === 0, { what: "an empty queue" });
    expect(await world.verbs.getCheck(world.who, { check: check.id })).toEqual(before);
  });

  test.skipIf(skip)("a queue that has lost its jobs is filled again from the checks", { timeout: 60_000 }, async () => {
    await relay.stop();
    const service = `lost-${randomUUID()}`;
    await world.publish(service, "1", base);
    await relayOnce(world.deps.transact, async () => {});
    const { drizzle } = world.database;
    await drizzle.execute(sql`update checks set handed_at = handed_at - interval '11 seconds' where state = 'queued'`);
    expect(await repairChecks(world.deps, (jobs) => queue.restore(jobs))).toMatchObject({ enqueued: 2 });
    expect(await settled(service, "1")).toMatchObject({ lint: "passed", diff: "passed" });
  });

  test.skipIf(skip)("jobs run by their place, whichever came first, and those without one before all", { timeout: 60_000 }, async () => {
    await worker.close();
    const job = (priority: number | undefined, index: number): QueuedJob => ({
      job: runCheck.name,
      payload: {
        v: 1,
        organizationId: world.who.organizationId,
        checkId: runCheck.payload.shape.checkId.parse(randomUUID()),
        attempt: index + 1,
      },
      jobId: `check_place_${index}`,
      ...(priority === undefined ? {} : { priority }),
    });
    // A nightly crowd, what another organization publishes meanwhile, and a job of the version before this one.
    await queue.addBulk([20_001, 20_002, 20_003, 2, 1, 10_001, 1, undefined].map(job));
    const ran: number[] = [];
    worker = await queue.openWorker({
      handlers: { "check.run": async ({ attempt }) => void ran.push(attempt - 1), "webhook.deliver": async () => {} },
      concurrency: { "check.run": 1, "webhook.deliver": 1 },
      onError,
    });
    await waitUntil(() => ran.length === 8, { what: "all jobs" });
    expect(ran).toEqual([7, 4, 6, 3, 5, 0, 1, 2]);
  });

  test.skipIf(skip)(
    "a check that cannot be run is errored with its reason after three attempts, and others flow",
    { timeout: 60_000 },
    async () => {
      await worker.close();
      await relay.stop();
      const told: unknown[] = [];
      const poison = {
        ...world.engines,
        lint: async (...given: Parameters<typeof world.engines.lint>) =>
          new TextDecoder().decode(given[0]).includes("Poison")
            ? ({ ok: false, reason: "crash", message: "The engine stopped." } as const)
            : world.engines.lint(...given),
      };
      worker = await queue.openWorker({
        handlers: createHandlers({ ...world.deps, engines: poison, onError: (error) => void told.push(error) }),
        concurrency: { "check.run": 1, "webhook.deliver": 1 },
        onError,
      });
      const name = randomUUID();
      await world.publish(`poison-${name}`, "1", base.replace("Orders", "Poison"));
      await world.publish(`other-${name}`, "1", base);
      // Without the waits between attempts.
      const enqueue = (jobs: readonly QueuedJob[]) => queue.addBulk(jobs.map((each) => ({ ...each, delayMs: 0 })));
      relay = startRelay({ transact: world.deps.transact, enqueue, onError });
      await world.database.onOutbox(() => relay.nudge());
      expect(await settled(`other-${name}`, "1")).toEqual({ lint: "passed", diff: "passed" });
      expect(await settled(`poison-${name}`, "1")).toEqual({ lint: "errored", diff: "passed" });
      expect(told).toHaveLength(3);
      const { items } = await world.verbs.listFailedChecks(world.who, { limit: 50 });
      expect(items.find(({ service }) => service === `poison-${name}`)).toMatchObject({
        attempt: 3,
        outcome: { code: "crash", summary: "The engine stopped." },
      });
    },
  );

  test.skipIf(skip)("jobs with equal ids are one, and payloads are checked before they are added", async () => {
    await worker.close();
    const payload = {
      v: 1 as const,
      organizationId: world.who.organizationId,
      checkId: runCheck.payload.shape.checkId.parse(randomUUID()),
      attempt: 1,
    };
    const job = { job: runCheck.name, payload, jobId: "check_equal_1" };
    await queue.addBulk([job, job]);
    await queue.add(runCheck.name, payload, { jobId: job.jobId });
    await queue.add(runCheck.name, payload, { jobId: "check_delayed_1", delayMs: 60_000 });
    expect(await queue.depth()).toBe(2);
    await expect(queue.add(runCheck.name, { ...payload, attempt: 0 }, { jobId: "check_bad_1" })).rejects.toThrow(/attempt/);
  });

  test.skipIf(skip)("what the queue still holds is not put in it again", async () => {
    await worker.close();
    const of = (jobId: string): QueuedJob => ({
      job: runCheck.name,
      payload: { v: 1, organizationId: world.who.organizationId, checkId: runCheck.payload.shape.checkId.parse(randomUUID()), attempt: 1 },
      jobId,
    });
    const before = await queue.depth("check.run");
    await queue.addBulk([of("check_held_1"), of("check_held_2")]);
    expect(await queue.restore([of("check_held_1"), of("check_lost_1"), of("check_held_2")])).toBe(1);
    expect(await queue.depth("check.run")).toBe(before + 3);
  });
});

test("workers and producers go on after PostgreSQL has ended their connections", { timeout: 60_000 }, async () => {
  const ran: string[] = [];
  const queue = await openQueue({ backend: { type: "postgres", url: world.url } });
  const worker = await queue.openWorker({
    handlers: { "check.run": async ({ checkId }) => void ran.push(checkId), "webhook.deliver": async () => {} },
    concurrency: { "check.run": 1, "webhook.deliver": 1 },
    onError: () => {},
  });
  await world.database.drizzle.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'surety-queue'`,
  );
  const checkId = runCheck.payload.shape.checkId.parse(randomUUID());
  const payload = { v: 1 as const, organizationId: world.who.organizationId, checkId, attempt: 1 };
  await waitUntil(() => queue.add(runCheck.name, payload, { jobId: "check_after_1" }).then(() => true), { what: "an added job" });
  await waitUntil(() => ran.includes(checkId), { what: "the job to run", deadlineMs: 40_000 });
  expect(ran.filter((each) => each === checkId)).toHaveLength(1);
  await worker.close();
  await queue.close();
});

describe("the relay", () => {
  test("leaves what could not be handed over for the next time, and hands each job over once", async () => {
    await world.publish(`relayed-${randomUUID()}`, "1", base);
    await expect(relayOnce(world.deps.transact, async () => Promise.reject(new Error("the queue is away")))).rejects.toThrow(
      "the queue is away",
    );
    const handed: string[] = [];
    const enqueue = async (jobs: readonly { jobId: string }[]) => void handed.push(...jobs.map((job) => job.jobId));
    await Promise.all(Array.from({ length: 4 }, () => relayOnce(world.deps.transact, enqueue)));
    expect(handed.length).toBeGreaterThanOrEqual(2);
    expect(new Set(handed).size).toBe(handed.length);
  });
});
