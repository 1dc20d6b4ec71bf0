import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRest, callTrpc, PROCEDURES, routeOf } from "./calls.ts";
import { APART, furnish, type Furnished, TABLE } from "./procedure-table.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let byTrpc: Furnished;
let byRest: Furnished;
beforeAll(async () => {
  world = await openWorld();
  byTrpc = await furnish(world, await world.createOrganization(), "marker");
  byRest = await furnish(world, await world.createOrganization(), "marker");
});
afterAll(() => world.close());

/** How long something has lasted when the answer is made. */
const SECONDS_NOW = /"(oldestSeconds|oldestTransactionSeconds)":[\d.]+/g;
/** Only one organization may ask: the one that was there first. */
const OF_THE_FIRST = new Set(["operations.getInstallation"]);

/** What differs between two organizations that did the same: ids, moments, secrets, and the order of what happened at one moment. */
function normalized(body: unknown): unknown {
  if (body === undefined) return null;
  const text = JSON.stringify(body)
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)/g, "<moment>")
    .replaceAll(/"(id|slug|secret|link|prefix|email|nextCursor|inputsDigest|requestId)":"[^"]*"/g, '"$1":"<own>"')
    .replaceAll(/[0-9a-f-]{36}@example.com/g, "<email>")
    .replaceAll(SECONDS_NOW, '"$1":0');
  const answer: { items?: unknown[] } = JSON.parse(text);
  return Array.isArray(answer.items) ? { ...answer, items: answer.items.map((item) => JSON.stringify(item)).sort() } : answer;
}

describe("every procedure, by tRPC and by REST", () => {
  it("is in the table", () => {
    expect([...Object.keys(TABLE), ...Object.keys(APART)].sort()).toEqual([...PROCEDURES].sort());
  });

  it.each(Object.entries(TABLE))("%s answers the same", async (name, { input }) => {
    const trpc = await callTrpc(world, byTrpc, name, input(byTrpc));
    const other = OF_THE_FIRST.has(name) ? byTrpc : byRest;
    const rest = await callRest(world, other, name, input(other));
    expect(normalized(rest.body)).toEqual(normalized(trpc.body));
    expect(trpc.status).toBe(200);
    expect(routeOf(name).rest.success).toContain(rest.status);
  });

  it.each(Object.entries(TABLE).filter(([name]) => routeOf(name).method === "GET"))(
    "%s answers one organization byte for byte the same",
    async (name, { input }) => {
      const trpc = await callTrpc(world, byTrpc, name, input(byTrpc));
      const rest = await callRest(world, byTrpc, name, input(byTrpc));
      const timeless = (body: unknown) =>
        JSON.stringify(body)
          .replaceAll(/"(decidedAt|lastUsedAt|requestId|at)":"[^"]*"/g, '"$1":""')
          .replaceAll(SECONDS_NOW, '"$1":0');
      expect(timeless(rest.body)).toBe(timeless(trpc.body));
    },
  );

  it("fails the same: problem and status", async () => {
    for (const [name, input] of [
      ["versions.get", { service: "orders", version: "9.9.9" }],
      ["verdicts.get", { service: "orders", version: "1.0.0", environment: "moon" }],
      ["services.get", { service: "Not A Name" }],
      ["versions.publish", { service: "orders", version: "1.0.0", document: "{}" }],
    ] as const) {
      const trpc = await callTrpc(world, byTrpc, name, input);
      const rest = await callRest(world, byTrpc, name, input);
      expect(rest.status).toBe(trpc.status);
      expect(normalized(rest.body)).toEqual(normalized(trpc.body));
    }
  });
});
