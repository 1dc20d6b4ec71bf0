import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";
import { settleLint } from "./settle-checks.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test("thousands of findings are compared and listed in linear time, before PostgreSQL has statistics of them", {
  timeout: 30_000,
}, async () => {
  const rules = Array.from({ length: 15_000 }, (_, index) => ({ rule: `rule-${index}`, severity: "warning" as const }));
  await world.publish("large", "1", { findings: rules });
  await world.publish("large", "2", { findings: [...rules, { rule: "new", severity: "warning" }] });
  await settleLint(world, "large", "1");
  await settleLint(world, "large", "2");
  const input = { service: name.service("large"), version: name.version("2"), limit: 100 };
  expect((await world.verbs.getVersion(world.who, input)).checks.find((check) => check.kind === "lint")).toMatchObject({
    findings: { warning: 15_001 },
    newFindings: { warning: 1 },
  });
  expect((await world.verbs.listFindings(world.who, { ...input, onlyNew: true })).items).toMatchObject([{ rule: "new", isNew: true }]);
  expect((await world.verbs.listFindings(world.who, { ...input, onlyNew: false })).items).toHaveLength(100);
});
