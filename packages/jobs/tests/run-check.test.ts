import { randomUUID } from "node:crypto";
import type { CheckKind } from "@surety/model/checks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHandlers } from "../src/handlers.ts";
import { createWorld, failingEngines, type World } from "./create-world.ts";
import { additive, base } from "./documents.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function publish(document = base) {
  const service = `orders-${randomUUID()}`;
  const published = await world.publish(service, "1", document);
  const of = (kind: CheckKind) => {
    const check = published.checks.find((each) => each.kind === kind);
    if (check === undefined) throw new Error(`no ${kind} check`);
    return { v: 1 as const, organizationId: world.who.organizationId, checkId: check.id, attempt: 1 };
  };
  const look = (kind: CheckKind) => world.verbs.getCheck(world.who, { check: of(kind).checkId });
  return { service, of, look };
}

test.each(["timeout", "memory"] as const)("a document that ends by %s is errored at once, with the reason", async (reason) => {
  const { of, look } = await publish();
  const errors: unknown[] = [];
  const handlers = createHandlers({ ...world.deps, engines: failingEngines(reason), onError: (error) => void errors.push(error) });
  await handlers["check.run"](of("lint"));
  expect(await look("lint")).toMatchObject({
    state: "settled",
    attempt: 1,
    outcome: { verdict: "errored", code: reason, summary: `as scripted: ${reason}` },
  });
  expect(errors).toHaveLength(1);
});

test("an engine that crashes is tried three times; a check is never failed by it", async () => {
  const { of, look } = await publish();
  const handlers = createHandlers({ ...world.deps, engines: failingEngines("crash"), onError: () => {} });
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    expect(await look("lint")).toMatchObject({ state: "queued", attempt });
    await handlers["check.run"]({ ...of("lint"), attempt });
  }
  expect(await look("lint")).toMatchObject({ state: "settled", attempt: 3, outcome: { verdict: "errored", code: "crash" } });
});

test("what an unexpected error says is not shown to people", async () => {
  const { of, look } = await publish();
  const broken = { ...failingEngines("crash"), lint: () => Promise.reject(new Error("password=hunter2")) };
  const handlers = createHandlers({ ...world.deps, engines: broken, onError: () => {} });
  for (let attempt = 1; attempt <= 3; attempt += 1) await handlers["check.run"]({ ...of("lint"), attempt });
  expect(await look("lint")).toMatchObject({ outcome: { verdict: "errored", code: "internal" } });
  expect(JSON.stringify(await look("lint"))).not.toContain("hunter2");
});

test("a deployment that is recorded while the comparison runs is compared with too", async () => {
  const { service } = await publish();
  const published = await world.publish(service, "2", additive);
  const check = published.checks.find((each) => each.kind === "diff");
  if (check === undefined) throw new Error("no diff check");
  let compared = 0;
  const engines = {
    ...world.engines,
    diff: async (...pair: Parameters<typeof world.engines.diff>) => {
      compared += 1;
      if (compared === 1) {
        await world.publish(service, "0.9", base.replace("Orders", "Old orders"));
        await world.deploy(service, "0.9");
      }
      return world.engines.diff(...pair);
    },
  };
  const handlers = createHandlers({ ...world.deps, engines, onError: (error) => expect.unreachable(String(error)) });
  await handlers["check.run"]({ v: 1, organizationId: world.who.organizationId, checkId: check.id, attempt: 1 });
  expect(compared).toBe(2);
  expect(await world.verbs.getCheck(world.who, { check: check.id })).toMatchObject({
    outcome: { verdict: "passed", summary: expect.stringContaining("0.9 (in production)") },
  });
});
