import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, callRest, callTrpc } from "./calls.ts";
import { furnish, type Furnished, TABLE } from "./procedure-table.ts";
import { openWorld, type Organization, type World } from "./world.ts";

let world: World;
let mine: Furnished;
let other: Organization;
beforeAll(async () => {
  world = await openWorld();
  mine = await furnish(world, await world.createOrganization(), "the-marker-of-mine");
  other = await world.createOrganization();
});
afterAll(() => world.close());

describe("the credential of another organization", () => {
  const naming = Object.entries(TABLE).filter(([, { foreign }]) => foreign === undefined);
  const general = Object.entries(TABLE).filter(([, { foreign }]) => foreign !== undefined);

  /** All that is only the first one's, but for what the caller itself says. */
  const canaries = (said: unknown) =>
    [mine.marker, mine.id, mine.email, "the second", ...Object.values(mine.ids)].filter(
      (canary) => !JSON.stringify(said ?? null).includes(canary),
    );
  const leaks = ({ body, headers }: Answer, said: unknown) => {
    const all = JSON.stringify([body, [...headers]]);
    return canaries(said).filter((canary) => all.includes(canary));
  };
  const doors = [
    ["REST and a token", callRest, false],
    ["REST and a session", callRest, true],
    ["tRPC and a token", callTrpc, false],
    ["tRPC and a session", callTrpc, true],
  ] as const;

  it.each(naming)("%s finds nothing, and tells nothing", async (name, { input }) => {
    for (const [door, call, bySession] of doors) {
      const answer = await call(world, bySession ? { ...other, token: "" } : other, name, input(mine));
      expect([door, answer.status, answer.body]).toEqual([
        door,
        404,
        expect.objectContaining({ code: expect.stringMatching(/_not_found$/) }),
      ]);
      expect([door, leaks(answer, input(mine))]).toEqual([door, []]);
    }
  });

  it.each(general)("%s shows its own organization alone", async (name, { input, foreign }) => {
    for (const [door, call, bySession] of doors) {
      const answer = await call(world, bySession ? { ...other, token: "" } : other, name, input(mine));
      expect([door, foreign === 403 ? answer.status === 403 : answer.status < 300, leaks(answer, input(mine))]).toEqual([door, true, []]);
    }
  });

  it("left everything of the first one as it was", async () => {
    expect(await callRest(world, mine, "services.get", { service: "orders" })).toMatchObject({ status: 200, body: { title: mine.marker } });
    expect(await callRest(world, mine, "services.get", { service: "empty" })).toMatchObject({ status: 200 });
    expect(await callRest(world, mine, "tokens.get", { token: mine.ids.token })).toMatchObject({ status: 200 });
    expect(await callRest(world, mine, "deployments.list", { environment: "production", active: true })).toMatchObject({
      body: { items: [{ id: mine.ids.deployment }] },
    });
    const environments = await callRest(world, mine, "environments.list", {});
    expect(JSON.stringify(environments.body)).not.toContain('"qa"');
  });
});
