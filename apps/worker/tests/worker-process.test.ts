import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { setUpApplicationRole } from "@surety/db/application-role";
import { migrateDatabase } from "@surety/db/migrate";
import { digestMigrations } from "@surety/db/migrations-digest";
import { type Database, openDatabase } from "@surety/db/open-database";
import { member, organization, user } from "@surety/db/schema/auth";
import { createVerbs } from "@surety/domain/create-verbs";
import { createSecretBox } from "@surety/domain/secrets/secret-box";
import { type Caller, ROLE_SCOPES } from "@surety/model/callers";
import { OrganizationId, UserId } from "@surety/model/ids";
import { ServiceName, VersionName } from "@surety/model/names";
import { createSandbox, type Sandbox } from "@surety/sandbox/create-sandbox";
import { testRedis } from "@surety/testkit/redis";
import { createTestDatabase, type TestDatabase } from "@surety/testkit/test-database";
import { waitUntil } from "@surety/testkit/wait-until";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

const redis = testRedis();
if (redis.skip !== undefined) console.warn(`skipped: the worker on Redis (${redis.skip})`);
const bundle = fileURLToPath(new URL("../dist/worker.js", import.meta.url));
const document = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Orders", version: "1" },
  paths: { "/orders": { get: { responses: { 200: { description: "All" } } } } },
});

const SECRET = "a secret for tests, of no use anywhere";
let place: TestDatabase;
let database: Database;
let engines: Sandbox;
let verbs: ReturnType<typeof createVerbs>;
let who: Caller;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  // What runs in production is what is tested.
  execFileSync(process.execPath, ["build.mjs"], { cwd: fileURLToPath(new URL("..", import.meta.url)) });
  place = await createTestDatabase({
    template: `worked_${digestMigrations()}`,
    async prepare(url, applicationUrl) {
      await migrateDatabase(url);
      await setUpApplicationRole(url, applicationUrl);
    },
  });
  database = openDatabase({ url: place.applicationUrl, maxConnections: 4 });
  engines = createSandbox({ childPath: fileURLToPath(import.meta.resolve("@surety/sandbox/child")), execArgv: ["--import", "tsx"] });
  verbs = createVerbs({
    ...database,
    engines,
    clock: () => new Date(),
    randomBytes: (length) => randomBytes(length),
    secrets: createSecretBox(SECRET),
    demoDocuments: [],
  });
  const organizationId = OrganizationId.parse(randomUUID());
  const userId = UserId.parse(randomUUID());
  await database.drizzle.insert(organization).values({ id: organizationId, name: "Acme", slug: organizationId });
  await database.drizzle.insert(user).values({ id: userId, name: "Ada", email: `${userId}@example.com` });
  await database.drizzle.insert(member).values({ id: randomUUID(), organizationId, userId, role: "owner" });
  who = { type: "member", organizationId, userId, role: "owner", scopes: ROLE_SCOPES.owner };
});
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill("SIGKILL");
});
afterAll(async () => {
  await engines.close();
  await database.close();
  await place.drop();
});

interface StartedWorker {
  readonly process: ChildProcess;
  readonly exited: Promise<number | null>;
  output(): string;
}

function startWorker(env: Record<string, string> = {}): StartedWorker {
  const child = spawn(process.execPath, ["--enable-source-maps", bundle], {
    env: { ...process.env, DATABASE_URL: place.applicationUrl, REDIS_URL: "", SURETY_SECRET: SECRET, NODE_ENV: "test", ...env },
    stdio: "pipe",
  });
  workers.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return { process: child, exited: once(child, "exit").then(([code]) => code), output: () => output };
}

const publish = (version: string) =>
  verbs.publishVersion(who, {
    service: ServiceName.parse("orders"),
    version: VersionName.parse(version),
    document: document.replace("Orders", `Orders ${version}`),
  });
const settled = (version: string) =>
  waitUntil(
    async () => {
      const { checks } = await verbs.getVersion(who, { service: ServiceName.parse("orders"), version: VersionName.parse(version) });
      return checks.every((check) => check.state === "settled") && checks;
    },
    { what: `the checks of ${version}`, deadlineMs: 50_000, intervalMs: 100 },
  );
const ready = (worker: StartedWorker) =>
  waitUntil(() => worker.output().includes("the worker is ready"), { what: "a ready worker", deadlineMs: 40_000 });

describe.each([
  ["PostgreSQL", undefined, {}],
  ["Redis", redis.skip, { REDIS_URL: redis.url ?? "" }],
] as const)("the worker on %s", (backend, skip, env) => {
  test.skipIf(skip)("settles what was published before and after it started, and stops cleanly", { timeout: 120_000 }, async () => {
    await publish(`before-${backend}`);
    const worker = startWorker(env);
    await settled(`before-${backend}`);
    await publish(`after-${backend}`);
    expect((await settled(`after-${backend}`)).map((check) => check.outcome?.verdict)).toEqual(["passed", "passed"]);
    worker.process.kill("SIGTERM");
    expect(await worker.exited).toBe(0);
  });
});

test("a check whose worker was killed is settled by another one", { timeout: 120_000 }, async () => {
  const first = startWorker();
  await ready(first);
  const { checks } = await publish("killed");
  await waitUntil(
    async () =>
      (await verbs.listChecks(who, { limit: 50, service: ServiceName.parse("orders"), version: VersionName.parse("killed") })).items.some(
        (check) => check.state !== "queued",
      ),
    { what: "a check under way", intervalMs: 1 },
  );
  first.process.kill("SIGKILL");
  await first.exited;
  startWorker();
  const after = await settled("killed");
  expect(after.map((check) => check.id).sort()).toEqual(checks.map((check) => check.id).sort());
  expect(after.map((check) => check.outcome?.verdict)).toEqual(["passed", "passed"]);
});

test("a worker that may not wait hands its checks back for their next attempt", { timeout: 120_000 }, async () => {
  const worker = startWorker({ SURETY_DRAIN_MS: "0" });
  await ready(worker);
  const operations = Array.from({ length: 3_000 }, (_, index) => [
    `/orders-${index}/{id}`,
    { get: { responses: { 200: { description: "All" } } } },
  ]);
  const large = JSON.stringify({ openapi: "3.1.0", info: { title: "Large", version: "1" }, paths: Object.fromEntries(operations) });
  const input = { service: ServiceName.parse("large"), version: VersionName.parse("1"), document: large };
  const { checks } = await verbs.publishVersion(who, input);
  const lint = checks.find((check) => check.kind === "lint");
  if (lint === undefined) throw new Error("a published version has no lint check");
  await waitUntil(async () => (await verbs.getCheck(who, { check: lint.id })).state === "running", {
    what: "a check under way",
    intervalMs: 1,
  });
  worker.process.kill("SIGTERM");
  expect(await worker.exited).toBe(0);
  expect(await verbs.getCheck(who, { check: lint.id })).toMatchObject({ state: "queued", attempt: 2 });
  startWorker();
  const settledCheck = await waitUntil(
    async () => {
      const check = await verbs.getCheck(who, { check: lint.id });
      return check.state === "settled" && check;
    },
    { what: "the check on another worker", deadlineMs: 60_000, intervalMs: 100 },
  );
  expect(settledCheck).toMatchObject({ attempt: 2, outcome: { verdict: "passed" } });
});

test("a worker whose parent has gone stops by itself", { timeout: 60_000 }, async () => {
  const worker = startWorker({ SURETY_EXIT_WITH_PARENT: "1" });
  await ready(worker);
  worker.process.stdin?.end();
  expect(await worker.exited).toBe(0);
});

test("a worker that is told too little says what is missing", { timeout: 30_000 }, async () => {
  const worker = startWorker({ DATABASE_URL: "" });
  expect(await worker.exited).toBe(2);
  expect(worker.output()).toContain("DATABASE_URL is missing");
});
