import { ServiceName } from "@surety/model/names";
import { Policy } from "@surety/model/environments";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";
import { settleLint } from "./settle-checks.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.publish("orders", "1", { operations: ["GET /a", "GET /b"] });
  await world.deploy("orders", "1", "production");
  await world.publish("orders", "2", { operations: ["GET /a"] });
  await settleLint(world, "orders", "2");
  // So that weighing asks for more than the facts.
  const policy = Policy.parse({ levels: { "operation-removed": "risky" } });
  await world.verbs.putEnvironment(world.who, { environment: production, policy }).catch(() => undefined);
});
afterAll(() => world.close());

const [service, version, production] = [name.service("orders"), name.version("2"), name.environment("production")];
const questions = (): readonly (readonly [string, () => Promise<object>])[] => [
  ["the verdict", () => world.verbs.decide(world.who, { service, version, environment: production })],
  ["a version", () => world.verbs.getVersion(world.who, { service, version })],
  ["a service", () => world.verbs.getService(world.who, { service })],
  ["services", () => world.verbs.listServices(world.who, { limit: 10 })],
];
const sentBy = async (call: () => Promise<object>) => {
  const before = world.statements.length;
  const answer = await call();
  return { answer, sent: world.statements.slice(before) };
};
const changes = () => world.database.storeOf(world.who.organizationId).repositories.changes;

test("a question that was answered takes one small statement until something changes", async () => {
  for (const [what, ask] of questions()) {
    // What is compared for the first time is not among the facts yet.
    await ask();
    const first = await sentBy(ask);
    const again = await sentBy(ask);
    expect(again.sent, what).toHaveLength(1);
    expect(again.answer, what).toBe(first.answer);
  }
  await world.publish("orders", "3", { operations: ["GET /a", "GET /c"] });
  for (const [what, ask] of questions().slice(2)) {
    const { answer, sent } = await sentBy(ask);
    expect(sent.length, what).toBeGreaterThan(1);
    expect(JSON.stringify(answer), what).toContain('"3"');
  }
});

test("what another organization does changes nothing", async () => {
  const other = await world.addOrganization();
  const { moment } = await changes().since(world.who.organizationId, null);
  await world.publish("theirs", "1", { operations: ["GET /a"] }, other);
  expect(await changes().since(world.who.organizationId, moment)).toEqual({ isUnchanged: true, moment });
});

test("what was begun before a moment and committed after it counts as a change", async () => {
  const writer = postgres(world.url, { max: 1 });
  const { organizationId } = world.who;
  const held = await writer.reserve();
  await held`begin`;
  await held`update services set title = 'Late' where organization_id = ${organizationId}`;
  const { moment } = await changes().since(organizationId, null);
  const { answer: early } = await sentBy(() => world.verbs.getService(world.who, { service: ServiceName.parse("orders") }));
  expect(early).toMatchObject({ title: null });
  expect(await changes().since(organizationId, moment)).toMatchObject({ isUnchanged: true });
  await held`commit`;
  expect(await changes().since(organizationId, moment)).toMatchObject({ isUnchanged: false });
  expect(await world.verbs.getService(world.who, { service })).toMatchObject({ title: "Late" });
  held.release();
  await writer.end();
});

test("a moment of another run of the database counts as changed", async () => {
  const { organizationId } = world.who;
  const { moment } = await changes().since(organizationId, null);
  const [, snapshot = ""] = moment.split(" ");
  expect(await changes().since(organizationId, `1.5 ${snapshot}`)).toMatchObject({ isUnchanged: false });
});

test("every table that such an answer is made of notes its changes", async () => {
  await world.verbs.putEnvironment(world.who, { environment: name.environment("elsewhere") });
  const read = new Set<string>();
  for (const [, ask] of questions()) {
    const { sent } = await sentBy(ask);
    for (const text of sent) for (const [, table = ""] of text.matchAll(/(?:from|join) "([a-z_]+)"/g)) read.add(table);
  }
  const owner = postgres(world.url, { max: 1 });
  const noted = await owner<{ name: string }[]>`
    select tgrelid::regclass::text as name from pg_trigger where tgfoid = 'surety_note_change'::regproc and tgenabled = 'O'`;
  await owner.end();
  const names = new Set(noted.map((each) => each.name));
  // The record of changes itself, and what is written once: changes of a comparison with it, verdicts by their inputs.
  const others = [...read].filter((table) => !names.has(table) && !["organization_changes", "verdicts", "changes"].includes(table));
  expect(others).toEqual([]);
  expect([...read]).toEqual(expect.arrayContaining(["services", "versions", "checks", "deployments", "environments", "diffs"]));
});
