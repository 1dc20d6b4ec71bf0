import { AUDIT_ACTIONS } from "@surety/model/audit-entries";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRest, callTrpc, MUTATIONS } from "./calls.ts";
import { APART, furnish, type Furnished, TABLE } from "./procedure-table.ts";
import { openWorld, type World } from "./world.ts";

/** Mutations that leave another number of entries than one, and why. */
const OTHERS: Readonly<Record<string, { readonly entries: number | "several"; readonly why: string }>> = {
  "checks.open": {
    entries: 0,
    why: "one is queued already, and nobody works here: nothing changes. packages/db/tests/audit.test.ts has the other case",
  },
  "lintPreviews.create": { entries: 0, why: "stores nothing" },
  "demo.load": { entries: "several", why: "publishes and deploys several versions: each is an entry" },
};

let world: World;
let mine: Furnished;
let sql: postgres.Sql;
beforeAll(async () => {
  world = await openWorld();
  mine = await furnish(world, await world.createOrganization(), "audited");
  sql = postgres(world.databaseUrl, { max: 1 });
});
afterAll(async () => {
  await sql.end();
  await world.close();
});

const entries = () =>
  sql<{ action: string; actor_id: string; actor_name: string; address: string; user_agent: string; request_id: string }[]>`
    select * from audit_events where organization_id = ${mine.id} order by created_at`;

describe("every mutation leaves exactly one audit entry", () => {
  it("is called below, or by a test that the table of calls names", () => {
    expect(MUTATIONS.filter((name) => !(name in TABLE) && !(name in APART))).toEqual([]);
    expect(Object.keys(OTHERS).filter((name) => !MUTATIONS.includes(name))).toEqual([]);
  });

  const order = Object.keys(TABLE).filter((name) => MUTATIONS.includes(name));
  it.each(order)("%s", async (name) => {
    const before = await entries();
    const answer = await callRest(world, mine, name, TABLE[name]?.input(mine));
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    const added = (await entries()).slice(before.length);
    const expected = OTHERS[name]?.entries ?? 1;
    if (expected === "several") expect(added.length).toBeGreaterThan(1);
    else expect(added.map((entry) => entry.action)).toHaveLength(expected);
    for (const entry of added) {
      expect(AUDIT_ACTIONS).toContain(entry.action);
      expect(entry).toMatchObject({
        actor_name: expect.stringMatching(/^(?:test|Ada)$/),
        address: "127.0.0.1",
        user_agent: "node",
        request_id: answer.headers.get("x-request-id"),
      });
    }
  });
});

it("no query leaves one, and a refused mutation neither", async () => {
  const before = (await entries()).length;
  for (const [name, { input }] of Object.entries(TABLE)) if (!MUTATIONS.includes(name)) await callRest(world, mine, name, input(mine));
  const { status } = await callTrpc(world, mine, "exceptions.create", { fingerprint: "b7e1c09a12f4", service: "orders", reason: "x" });
  expect(status).toBe(422);
  expect((await entries()).length).toBe(before);
});
