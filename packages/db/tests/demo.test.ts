import type { DemoDocument } from "@surety/domain/deps";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";
import { write } from "./scripted-engines.ts";

const demoDocuments: DemoDocument[] = ["billing", "orders"].flatMap((service) => [
  {
    service: name.service(service),
    title: service.toUpperCase(),
    version: name.version("1.0.0"),
    document: write({ operations: [`GET /${service}`, `POST /${service}`] }),
  },
  {
    service: name.service(service),
    title: service.toUpperCase(),
    version: name.version("1.1.0"),
    document: write({ operations: [`GET /${service}`] }),
  },
]);

let world: World;
beforeAll(async () => {
  world = await createWorld({ demoDocuments });
});
afterAll(() => world.close());

test("the demo publishes each service, deploys its first version everywhere, and can be loaded again", async () => {
  for (let time = 0; time < 2; time += 1) {
    expect(await world.verbs.loadDemo(world.who)).toEqual({ services: ["billing", "orders"] });
    const { items } = await world.verbs.listServices(world.who, { limit: 50 });
    expect(items).toMatchObject([
      {
        name: "billing",
        title: "BILLING",
        versionCount: 2,
        latest: { name: "1.1.0" },
        verdicts: [
          { environment: "staging", deployed: ["1.0.0"] },
          { environment: "production", deployed: ["1.0.0"] },
        ],
      },
      { name: "orders", title: "ORDERS", versionCount: 2, latest: { name: "1.1.0" } },
    ]);
  }
});

test("a newer version that was deployed since stays deployed", async () => {
  await world.verbs.loadDemo(world.who);
  await world.deploy("orders", "1.1.0", "production");
  await world.verbs.loadDemo(world.who);
  const orders = await world.verbs.getService(world.who, { service: name.service("orders") });
  expect(orders.verdicts.map((verdict) => verdict.deployed)).toEqual([["1.0.0"], ["1.1.0"]]);
});
