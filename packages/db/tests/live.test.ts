import type { LiveEvent } from "@surety/model/events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";
import { settleAs } from "./settle-checks.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** Listens, does something, and gives the events up to the one that is awaited. */
async function hear(who: World["who"], last: LiveEvent["type"], act: () => Promise<unknown>): Promise<LiveEvent[]> {
  const stop = new AbortController();
  const events = world.verbs.listen(who, stop.signal)[Symbol.asyncIterator]();
  const heard: LiveEvent[] = [];
  const first = events.next();
  // Listening begins with the first call; a service that comes and goes says when.
  await world.deps.live.listen(who.organizationId, AbortSignal.abort())[Symbol.asyncIterator]().next();
  await act();
  for (let next = await first; !next.done; next = await events.next()) {
    heard.push(next.value);
    if (next.value.type === last) break;
  }
  stop.abort();
  await events.return?.();
  return heard;
}

test("what is committed is heard in its order, by its organization only", async () => {
  const other = await world.addOrganization();
  const otherHeard = hear(other, "service.deleted", async () => {});
  const heard = await hear(world.who, "deployment.ended", async () => {
    await world.publish("orders", "1", {});
    await settleAs(world, "orders", "1", "lint", { verdict: "passed", summary: "" });
    const { deployment } = await world.deploy("orders", "1", "production");
    await world.verbs.endDeployment(world.who, { environment: name.environment("production"), deployment: deployment.id });
  });
  expect(heard.map((event) => event.type)).toEqual([
    "version.published",
    "check.started",
    "check.settled",
    "deployment.recorded",
    "deployment.ended",
  ]);
  expect(heard[0]).toEqual({ type: "version.published", service: "orders", version: "1" });

  await world.publish("theirs", "1", {}, other);
  await world.verbs.deleteService(other, { service: name.service("theirs") });
  expect((await otherHeard).map((event) => event.type)).toEqual(["version.published", "service.deleted"]);
});

test("what is rolled back is never heard", async () => {
  const heard = await hear(world.who, "service.deleted", async () => {
    await expect(
      world.deps.transact(async (tx) => {
        await tx.live.announce(world.who.organizationId, {
          type: "version.published",
          service: name.service("ghost"),
          version: name.version("1"),
        });
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    await world.verbs.putService(world.who, { service: name.service("brief") });
    await world.verbs.deleteService(world.who, { service: name.service("brief") });
  });
  expect(heard).toEqual([{ type: "service.deleted", service: "brief" }]);
});

test("a listener whose signal has aborted ends", async () => {
  const stop = new AbortController();
  const ended = (async () => {
    for await (const _ of world.verbs.listen(world.who, stop.signal)) expect.unreachable();
  })();
  stop.abort();
  await ended;
});
