import { Policy } from "@surety/model/environments";
import type { CreateExceptionInput } from "@surety/model/exceptions";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEvents } from "../src/schema/audit-events.ts";
import { createWorld, name, type World } from "./create-world.ts";
import type { ScriptedDocument } from "./scripted-engines.ts";
import { settleLint } from "./settle-checks.ts";

let world: World;
let now = new Date("2027-01-10T12:00:00Z");
beforeAll(async () => {
  world = await createWorld({ clock: () => now });
});
afterAll(() => world.close());

const production = name.environment("production");
const decide = (service: string, environment = "production") =>
  world.verbs.decide(world.who, { service: name.service(service), version: name.version("2"), environment: name.environment(environment) });
const summary = async (service: string) =>
  (await world.verbs.getService(world.who, { service: name.service(service) })).verdicts.find((each) => each.environment === "production");
const accept = (service: string, fingerprint: string, more: Partial<CreateExceptionInput> = {}) =>
  world.verbs.createException(world.who, {
    subject: "change",
    fingerprint,
    service: name.service(service),
    reason: "Nobody reads it.",
    expires: "2027-01-20",
    ...more,
  });
const setPolicy = (policy: object, environment = production) =>
  world.verbs.putEnvironment(world.who, { environment, policy: Policy.parse(policy) });

/** Version 1 runs in both environments; version 2 waits. */
async function release(service: string, before: ScriptedDocument, after: ScriptedDocument): Promise<void> {
  await world.publish(service, "1", before);
  await world.deploy(service, "1", "staging");
  await world.deploy(service, "1", "production");
  await world.publish(service, "2", after);
  await settleLint(world, service, "2");
}

async function firstBreaking(service: string, environment = "production"): Promise<string> {
  const reason = (await decide(service, environment)).reasons.find((each) => each.type === "breaking-changes");
  if (reason?.type !== "breaking-changes") throw new Error(`${service} breaks nothing`);
  return reason.changes[0]?.fingerprint ?? "";
}

test("an accepted change no longer blocks, stays visible, and blocks again after its last day", async () => {
  await release("accepted", { operations: ["GET /a", "GET /b"] }, { operations: ["GET /c"] });
  const created = await accept("accepted", await firstBreaking("accepted"));
  expect(created).toMatchObject({ author: "Ada", environment: null, live: true, expires: "2027-01-20" });
  expect(await decide("accepted")).toMatchObject({
    answer: "no",
    reasons: [
      { type: "accepted-changes", accepted: 1, changes: [{ coordinate: "GET /a" }], exceptions: [{ id: created.id }] },
      { type: "breaking-changes", counts: { breaking: 1, safe: 1 }, changes: [{ coordinate: "GET /b" }] },
      { type: "check-passed" },
    ],
  });
  await accept("accepted", await firstBreaking("accepted"), { expires: "2027-01-12" });
  const verdict = await decide("accepted");
  expect(verdict).toMatchObject({ answer: "yes", reasons: [{ type: "accepted-changes", accepted: 2 }, { type: "compatible" }, {}] });
  expect(await summary("accepted")).toMatchObject({ answer: "yes", summary: verdict.summary });

  now = new Date("2027-01-13T00:00:00Z");
  expect((await decide("accepted")).answer).toBe("no");
  expect((await summary("accepted"))?.answer).toBe("no");
  now = new Date("2027-01-12T23:59:59Z");
  expect(await decide("accepted")).toEqual(verdict);
});

test("an exception for one environment does not count in another, and ends when it is deleted", async () => {
  await release("scoped", { operations: ["GET /a"] }, { operations: [] });
  const { id } = await accept("scoped", await firstBreaking("scoped"), { environment: production });
  expect((await decide("scoped")).answer).toBe("yes");
  expect((await decide("scoped", "staging")).answer).toBe("no");
  await world.verbs.deleteException(world.who, { exception: id });
  expect((await decide("scoped")).answer).toBe("no");
  await expect(world.verbs.getException(world.who, { exception: id })).rejects.toMatchObject({ code: "exception_not_found" });
});

test("another service's exception accepts nothing here", async () => {
  await release("mine", { operations: ["GET /same"] }, { operations: [] });
  await release("theirs", { operations: ["GET /same"] }, { operations: [] });
  await accept("theirs", await firstBreaking("mine"));
  expect((await decide("theirs")).answer).toBe("yes");
  expect((await decide("mine")).answer).toBe("no");
});

test.each([
  ["none", undefined],
  ["one that has passed", "2027-01-11"],
  ["one in the far future", "2029-01-01"],
])("an expiry is needed: %s is refused", async (_name, expires) => {
  now = new Date("2027-01-12T12:00:00Z");
  await expect(accept("mine", "b7e1c09a0123", { expires })).rejects.toMatchObject({
    code: "expiry_required",
    errors: [{ pointer: "/expires" }],
  });
});

test("lists tell live ones from expired ones, and pages follow one another", async () => {
  await world.publish("listed", "1", {});
  const service = name.service("listed");
  for (let index = 1; index <= 5; index += 1)
    await accept("listed", `00000000000${index}`, { expires: index < 3 ? "2027-01-12" : "2027-02-01" });
  now = new Date("2027-01-14T12:00:00Z");
  const prints = async (query: { live?: boolean; fingerprint?: string }) =>
    (await world.verbs.listExceptions(world.who, { service, limit: 50, ...query })).items.map(({ fingerprint }) => fingerprint.at(-1));
  expect(await prints({ live: false })).toEqual(["2", "1"]);
  expect(await prints({ live: true })).toEqual(["5", "4", "3"]);
  expect(await prints({ fingerprint: "000000000004" })).toEqual(["4"]);
  const first = await world.verbs.listExceptions(world.who, { service, limit: 3 });
  const rest = await world.verbs.listExceptions(world.who, { service, limit: 3, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...rest.items]).toHaveLength(5);
  expect(rest.nextCursor).toBeNull();
});

test("findings that are accepted no longer fail the lint check in the verdict", async () => {
  await release("linted", { operations: ["GET /a"] }, { operations: ["GET /a"], note: "2" });
  await world.publish("linted", "3", { operations: ["GET /a"], findings: [{ rule: "r", severity: "error" }] });
  await settleLint(world, "linted", "3", { verdict: "failed", summary: "New: 1 error.", fingerprints: ["b7e1c09a0123"] });
  const ask = () => world.verbs.decide(world.who, { service: name.service("linted"), version: name.version("3"), environment: production });
  expect((await ask()).answer).toBe("no");
  await accept("linted", "b7e1c09a0123");
  expect((await ask()).answer).toBe("no");
  await accept("linted", "b7e1c09a0123", { subject: "finding", expires: "2027-03-01" });
  expect(await ask()).toMatchObject({ answer: "yes", reasons: [{ type: "compatible" }, { type: "check-accepted", kind: "lint" }] });
});

test("who has accepted and ended what is in the audit log", async () => {
  const rows = await world.database.drizzle.select().from(auditEvents).where(eq(auditEvents.organizationId, world.who.organizationId));
  const actions = rows.filter(({ action }) => action.startsWith("exception."));
  expect(new Set(actions.map(({ action }) => action))).toEqual(new Set(["exception.created", "exception.deleted"]));
  expect(JSON.parse(actions.find(({ action }) => action === "exception.deleted")?.before ?? "{}")).toMatchObject({
    reason: "Nobody reads it.",
  });
});

test("the level of a policy changes the verdict, there alone, and the verdict says so", async () => {
  await release("levelled", { operations: ["GET /a"], operationId: "a" }, { operations: [], operationId: "b" });
  expect((await decide("levelled")).answer).toBe("no");
  await setPolicy({ levels: { "operation-re*": "risky" } });
  const verdict = await decide("levelled");
  expect(verdict).toMatchObject({
    answer: "yes",
    reasons: [{ type: "compatible", counts: { breaking: 0, risky: 1, safe: 1 }, adjusted: 1 }, {}],
  });
  expect(verdict.summary).toContain("1 level is set by the policy of production.");
  expect(await summary("levelled")).toMatchObject({ answer: "yes", summary: verdict.summary });
  expect((await decide("levelled", "staging")).answer).toBe("no");

  await setPolicy({ levels: { "operation-removed": "safe" }, category: "source" });
  expect(await decide("levelled")).toMatchObject({
    answer: "no",
    reasons: [
      {
        type: "breaking-changes",
        counts: { breaking: 1, safe: 1 },
        changes: [
          { kind: "operation-id-changed", adjusted: { from: "safe", why: "The policy of production counts the category source." } },
        ],
      },
      {},
    ],
  });
  await setPolicy({});
});

test("a policy with a kind that does not exist is refused, with the nearest name", async () => {
  await expect(setPolicy({ levels: { "operation-removd": "safe" } })).rejects.toMatchObject({
    code: "invalid_input",
    errors: [{ pointer: "/policy/levels/operation-removd", detail: expect.stringContaining("Did you mean operation-removed?") }],
  });
});

test("a comparison is made again on the day on which a sunset has come, and only then", async () => {
  now = new Date("2027-01-14T12:00:00Z");
  await release("sunset", { operations: ["GET /a"], sunset: "2027-01-16" }, { operations: [] });
  expect((await decide("sunset")).answer).toBe("no");
  const asked = world.engines.asked.diff;
  now = new Date("2027-01-15T23:59:59Z");
  expect((await decide("sunset")).answer).toBe("no");
  expect(world.engines.asked.diff).toBe(asked);
  now = new Date("2027-01-16T00:00:00Z");
  expect((await summary("sunset"))?.answer).toBe("unknown");
  expect(await decide("sunset")).toMatchObject({ answer: "yes", reasons: [{ type: "compatible", counts: { risky: 1 } }, {}] });
  expect(world.engines.asked.diff).toBe(asked + 1);
  now = new Date("2028-01-01T00:00:00Z");
  await decide("sunset");
  expect(world.engines.asked.diff).toBe(asked + 1);
});

test("a policy with other conditions has a comparison of its own", async () => {
  await release("conditions", { operations: ["GET /a"] }, { operations: ["GET /a", "GET /b"] });
  expect((await decide("conditions")).answer).toBe("yes");
  const asked = world.engines.asked.diff;
  await setPolicy({ strictReaders: true, deprecationDays: { stable: 90 } });
  expect((await decide("conditions")).answer).toBe("yes");
  await setPolicy({ strictReaders: true, deprecationDays: { beta: 0, stable: 90 } });
  expect((await decide("conditions")).answer).toBe("yes");
  expect(world.engines.asked.diff).toBe(asked + 1);
  await setPolicy({});
});
