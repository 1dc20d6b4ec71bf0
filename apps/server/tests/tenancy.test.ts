import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRest, callTrpc } from "./calls.ts";
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

  it.each(naming)("%s finds nothing", async (name, { input }) => {
    for (const call of [callTrpc, callRest]) {
      const answer = await call(world, other, name, input(mine));
      expect([answer.status, answer.body]).toEqual([404, expect.objectContaining({ code: expect.stringMatching(/_not_found$/) })]);
    }
  });

  it.each(general)("%s shows its own organization alone", async (name, { input }) => {
    const secrets = [mine.marker, mine.id, mine.email, ...Object.values(mine.ids)].filter(
      (secret) => !JSON.stringify(input(mine) ?? null).includes(secret),
    );
    for (const call of [callTrpc, callRest]) {
      const answer = await call(world, other, name, input(mine));
      expect(answer.status).toBeLessThan(300);
      expect(secrets.filter((secret) => JSON.stringify(answer.body).includes(secret))).toEqual([]);
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
