import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createWorld, type World } from "./create-world.ts";

/** What the Helm chart asks PostgreSQL to scale workers by. */
const chart = new URL("../../../tooling/deploy/helm/surety/templates/worker.yaml", import.meta.url);
const [, query = ""] = /^\s+query: "(.+)"$/m.exec(readFileSync(chart, "utf8")) ?? [];

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** As the application, which is what the chart lets KEDA connect as. */
async function ageOf(): Promise<unknown> {
  const client = postgres(world.applicationUrl, { max: 1 });
  const [row] = await client.unsafe(query);
  await client.end();
  return Object.values(row ?? {})[0];
}

test("workers are scaled by the seconds that the oldest check has waited", async () => {
  expect(await ageOf()).toBe(0);
  await world.publish("orders", "1", {});
  await world.database.drizzle.execute(sql`update checks set enqueued_at = enqueued_at - interval '90 seconds'`);
  expect(await ageOf()).toBeGreaterThanOrEqual(90);
});
