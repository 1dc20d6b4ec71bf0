import type { LiveEvent } from "@surety/model/events";
import { waitUntil } from "@surety/testkit/wait-until";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../src/open-database.ts";
import { createWorld, name, type World } from "./create-world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test("after PostgreSQL has ended every connection, statements, live events and the outbox's nudges go on", async () => {
  const stop = new AbortController();
  const heard: LiveEvent[] = [];
  let nudges = 0;
  const listening = (async () => {
    for await (const event of world.verbs.listen(world.who, stop.signal)) heard.push(event);
  })();
  await world.database.onOutbox(() => {
    nudges += 1;
  });
  const other = openDatabase({ url: world.url, maxConnections: 1, applicationName: "the one that ends the others" });
  await other.drizzle.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await other.close();

  await waitUntil(() => world.database.ping().then(() => true), { what: "an answer" });
  const before = nudges;
  let version = 0;
  await waitUntil(
    async () => {
      version += 1;
      await world.publish("orders", String(version), { note: String(version) });
      return heard.some((event) => event.type === "version.published") && nudges > before;
    },
    { what: "events and nudges on new connections", deadlineMs: 20_000, intervalMs: 200 },
  );
  expect(await world.verbs.getService(world.who, { service: name.service("orders") })).toMatchObject({ versionCount: version });
  stop.abort();
  await listening;
});
