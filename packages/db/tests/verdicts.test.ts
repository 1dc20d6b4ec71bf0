import { Policy } from "@surety/model/environments";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";
import { settleAs, settleLint } from "./settle-checks.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const decide = (service: string, version: string, environment = "production") =>
  world.verbs.decide(world.who, {
    service: name.service(service),
    version: name.version(version),
    environment: name.environment(environment),
  });
const summaries = async (service: string) => (await world.verbs.getService(world.who, { service: name.service(service) })).verdicts;

test("from the first deployment to a breaking change and back", async () => {
  await world.publish("orders", "1.0.0", { operations: ["GET /orders", "POST /orders"] });
  expect(await decide("orders", "1.0.0")).toMatchObject({
    answer: "unknown",
    settled: false,
    reasons: [{ type: "first-deployment" }, { type: "check-pending" }],
  });
  await settleLint(world, "orders", "1.0.0");
  expect(await decide("orders", "1.0.0")).toMatchObject({ answer: "yes", settled: true, deployed: [] });
  await world.deploy("orders", "1.0.0", "production");
  expect(await decide("orders", "1.0.0")).toMatchObject({
    answer: "yes",
    deployed: ["1.0.0"],
    reasons: [{ type: "compatible" }, { type: "check-passed" }],
  });

  await world.publish("orders", "1.1.0", { operations: ["GET /orders"] });
  await settleLint(world, "orders", "1.1.0");
  const verdict = await decide("orders", "1.1.0");
  expect(verdict).toMatchObject({ answer: "no", deployed: ["1.0.0"], policyVersion: 1 });
  expect(verdict.reasons[0]).toMatchObject({
    type: "breaking-changes",
    against: { version: "1.0.0" },
    counts: { breaking: 1 },
    changes: [{ coordinate: "POST /orders" }],
  });
  expect(await decide("orders", "1.1.0", "staging")).toMatchObject({
    answer: "yes",
    reasons: [{ type: "first-deployment" }, { type: "check-passed" }],
  });

  await world.publish("orders", "1.2.0", { operations: ["GET /orders", "POST /orders", "GET /refunds"] });
  await settleLint(world, "orders", "1.2.0");
  expect(await decide("orders", "1.2.0")).toMatchObject({
    answer: "yes",
    reasons: [{ type: "compatible", counts: { safe: 1 } }, { type: "check-passed" }],
  });
});

test("equal inputs give the verdict of the first time; the comparison is made once", async () => {
  await world.publish("stable", "1", { operations: ["GET /a"] });
  await world.deploy("stable", "1", "production");
  await world.publish("stable", "2", { operations: ["GET /b"] });
  await settleLint(world, "stable", "2");
  const before = world.engines.asked.diff;
  const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => decide("stable", "2")));
  for (const other of others) expect(other).toEqual(first);
  expect(await decide("stable", "2")).toEqual(first);
  expect(world.engines.asked.diff).toBe(before + 1);
});

test("a comparison that cannot be made is unknown, with the reason, and never a yes", async () => {
  await world.publish("heavy", "1", { operations: ["GET /a"] });
  await world.deploy("heavy", "1", "production");
  await world.publish("heavy", "2", { operations: ["GET /a", "GET /b"] });
  await settleLint(world, "heavy", "2");
  world.engines.failures.diff.push({ ok: false, reason: "timeout", message: "It took more than 60 s." });
  const verdict = await decide("heavy", "2");
  expect(verdict.answer).toBe("unknown");
  expect(verdict.reasons[0]).toMatchObject({
    type: "comparison-missing",
    against: { version: "1" },
    message: expect.stringContaining("It took more than 60 s."),
  });
  expect((await decide("heavy", "2")).answer).toBe("yes");
});

test("lists answer from what is stored: a comparison that is missing is unknown until its check has settled", async () => {
  await world.publish("listed", "1", { operations: ["GET /listed"] });
  await world.deploy("listed", "1", "production");
  await world.publish("listed", "2", { operations: ["GET /other"] });
  await settleLint(world, "listed", "2");
  const before = world.engines.asked.diff;
  expect(await summaries("listed")).toMatchObject([
    { environment: "staging", answer: "yes" },
    { environment: "production", answer: "unknown", settled: false, deployed: ["1"] },
  ]);
  await settleAs(world, "listed", "2", "diff", { verdict: "errored", code: "timeout", summary: "It took too long." });
  expect((await summaries("listed"))[1]).toMatchObject({ answer: "unknown", settled: true });
  expect(world.engines.asked.diff).toBe(before);
  await decide("listed", "2");
  expect((await summaries("listed"))[1]).toMatchObject({
    answer: "no",
    settled: true,
    summary: "1 change breaks clients of 1, which is deployed.",
  });
});

test("every version that is deployed in parallel is compared with", async () => {
  await world.publish("mobile", "1", { operations: ["GET /a"] });
  await world.publish("mobile", "2", { operations: ["GET /a", "GET /b"] });
  await world.publish("mobile", "3", { operations: ["GET /b"] });
  await world.deploy("mobile", "2", "production");
  await world.deploy("mobile", "1", "production", "parallel");
  await settleLint(world, "mobile", "3");
  expect(await decide("mobile", "3")).toMatchObject({
    answer: "no",
    deployed: ["1", "2"],
    reasons: [{ type: "breaking-changes" }, { type: "breaking-changes" }, { type: "check-passed" }],
  });
});

test("a policy that asks for more makes a new policy version, and a new verdict", async () => {
  const environment = name.environment("canary");
  await world.verbs.putEnvironment(world.who, { environment });
  await world.publish("policed", "1", { operations: ["GET /a"] });
  await settleLint(world, "policed", "1");
  expect(await decide("policed", "1", "canary")).toMatchObject({ answer: "yes", policyVersion: 1 });
  await world.verbs.putEnvironment(world.who, { environment, policy: Policy.parse({ requiredChecks: ["lint", "diff"], risky: "block" }) });
  expect(await decide("policed", "1", "canary")).toMatchObject({
    answer: "unknown",
    policyVersion: 2,
    reasons: [{}, { type: "check-pending", kind: "diff" }, {}],
  });
  const again = await world.verbs.putEnvironment(world.who, {
    environment,
    policy: Policy.parse({ requiredChecks: ["lint", "diff"], risky: "block" }),
  });
  expect(again).toMatchObject({ created: false, environment: { policyVersion: 2, position: 2 } });
});

test("each name that does not exist is named", async () => {
  await world.publish("named", "1", { operations: [] });
  await expect(decide("nobody", "1")).rejects.toMatchObject({ code: "service_not_found" });
  await expect(decide("named", "2")).rejects.toMatchObject({ code: "version_not_found" });
  await expect(decide("named", "1", "mars")).rejects.toMatchObject({ code: "environment_not_found" });
});

test("a diff is made on the first call, paged, and the same for everyone after", async () => {
  const base = await world.publish("diffed", "1", { operations: ["GET /a", "GET /b"] });
  const revision = await world.publish("diffed", "2", { operations: ["GET /c", "GET /b", "GET /d"] });
  const pair = { from: base.version.rawDigest, to: revision.version.rawDigest };
  const first = await world.verbs.getDiff(world.who, { ...pair, limit: 2 });
  expect(first).toMatchObject({
    counts: { breaking: 1, risky: 0, safe: 2 },
    identical: false,
    partial: null,
    items: [{ coordinate: "GET /a" }, { coordinate: "GET /c" }],
  });
  const second = await world.verbs.getDiff(world.who, { ...pair, limit: 2, cursor: first.nextCursor ?? "" });
  expect(second).toMatchObject({ items: [{ coordinate: "GET /d" }], nextCursor: null });
  expect(await world.verbs.getDiff(world.who, { ...pair, limit: 50, level: "safe" })).toMatchObject({
    items: [{ coordinate: "GET /c" }, { coordinate: "GET /d" }],
  });
  expect(await world.verbs.getDiff(world.who, { from: pair.from, to: pair.from, limit: 50 })).toMatchObject({ identical: true, items: [] });
});
