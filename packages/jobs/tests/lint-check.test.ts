import { randomUUID } from "node:crypto";
import { createVerbs } from "@surety/domain/create-verbs";
import type { FindingState } from "@surety/model/checks";
import { EnvironmentName, RulesetName, ServiceName, type VersionName } from "@surety/model/names";
import { RulesetReference } from "@surety/model/rulesets";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createHandlers } from "../src/handlers.ts";
import { createWorld, type World } from "./create-world.ts";

const DAY_MS = 86_400_000;
const start = new Date();
const day = (after: number): string => new Date(start.getTime() + after * DAY_MS).toISOString().slice(0, 10);
const production = EnvironmentName.parse("production");
const text = (source: string) => new TextEncoder().encode(source);

const house = (more = "") => `${more}rules:
  house-paths-are-nouns:
    message: "{{property}} is a verb"
    given: $.paths[*]~
    severity: error
    then: { function: pattern, functionOptions: { notMatch: "^/get" } }
  house-operations-have-summaries:
    message: no summary
    given: $.paths[*].get
    severity: error
    then: { field: summary, function: truthy }
`;

const ignoring = (expires?: string) => ({
  "x-surety-ignore": [
    { rule: "house-paths-are-nouns", reason: "Clients of 2019 call it so", ...(expires === undefined ? {} : { expires }) },
  ],
});
const path = (more: object = {}, operation: object = { summary: "It" }) => ({
  ...more,
  get: { ...operation, responses: { 200: { description: "ok" } } },
});
const contract = (paths: Record<string, object>) =>
  JSON.stringify({ openapi: "3.1.0", info: { title: "Orders", version: "1" }, paths: { "/orders": path(), ...paths } });

let world: World;
let now: Date;
let service: ServiceName;
const later = () => {
  const deps = { ...world.deps, clock: () => now };
  return { deps, verbs: createVerbs(deps) };
};
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  now = start;
  service = ServiceName.parse(`orders-${randomUUID()}`);
});

async function judgeBy(source: string): Promise<void> {
  const ruleset = RulesetName.parse(`house-${randomUUID()}`);
  await world.verbs.putRuleset(world.who, { ruleset, source: text(source) });
  await world.verbs.putService(world.who, { service, ruleset: RulesetReference.parse(`org:${ruleset}`) });
}

async function publish(version: string, document: string): Promise<VersionName> {
  const { deps } = later();
  const { checks, version: published } = await world.publish(service, version, document);
  const handlers = createHandlers({ ...deps, onError: (error) => expect.unreachable(String(error)) });
  for (const { id, attempt } of checks)
    await handlers["check.run"]({ v: 1, organizationId: world.who.organizationId, checkId: id, attempt });
  return published.name;
}

async function lint(version: VersionName, query: { state?: FindingState | "all"; onlyNew?: boolean } = {}) {
  const { verbs } = later();
  const page = await verbs.listFindings(world.who, { service, version, limit: 100, onlyNew: false, ...query });
  const { checks } = await verbs.getVersion(world.who, { service, version });
  const check = checks.find(({ kind }) => kind === "lint");
  return { ...page, check, found: page.items.map(({ rule, isNew, state }) => `${rule} ${isNew ? "new" : "old"} ${state}`) };
}

const NOUNS = "house-paths-are-nouns";

test("what a document ignores is listed with its reason, and counts from the day after its last one, without another check", async () => {
  await judgeBy(house());
  await publish("1", contract({}));
  const version = await publish("2", contract({ "/getOrders": path(ignoring(day(10))) }));
  const before = await lint(version);
  expect(before).toMatchObject({ found: [], ignored: 1, check: { outcome: { verdict: "passed" }, findings: { error: 0 } } });
  expect((await lint(version, { state: "ignored" })).items).toMatchObject([
    {
      rule: NOUNS,
      isNew: true,
      state: "ignored",
      ignore: { reason: "Clients of 2019 call it so", expires: day(10), at: "/paths/~1getOrders" },
    },
  ]);
  expect((await lint(version, { state: "all" })).found).toEqual([`${NOUNS} new ignored`]);

  now = new Date(start.getTime() + 10 * DAY_MS);
  expect((await lint(version)).found).toEqual([]);
  now = new Date(start.getTime() + 11 * DAY_MS);
  const after = await lint(version);
  expect(after.found).toEqual([`${NOUNS} new open`, "surety-document/ignore-expired new open"]);
  expect(after).toMatchObject({
    ignored: 0,
    check: {
      outcome: { verdict: "failed", fingerprints: [after.items[0]?.fingerprint] },
      findings: { error: 1 },
      newFindings: { error: 1 },
    },
  });
  expect(after.score?.value).toBeLessThan(before.score?.value ?? 0);
  expect((await lint(version, { state: "ignored" })).found).toEqual([]);
});

test("the gate follows: yes while it is ignored, no afterwards", async () => {
  await judgeBy(house());
  await publish("1", contract({}));
  await world.deploy(service, "1");
  const version = await publish("2", contract({ "/getOrders": path(ignoring(day(10))) }));
  const ask = () => later().verbs.decide(world.who, { service, version, environment: production });
  expect((await ask()).answer).toBe("yes");
  now = new Date(start.getTime() + 11 * DAY_MS);
  expect(await ask()).toMatchObject({ answer: "no", reasons: [{}, { type: "check-failed", kind: "lint" }] });
});

test("an ignore without a last day does not end", async () => {
  await judgeBy(house());
  const version = await publish("1", contract({ "/getOrders": path(ignoring()) }));
  now = new Date("2199-01-01T00:00:00Z");
  expect(await lint(version)).toMatchObject({ found: [], ignored: 1 });
});

test("an accepted finding stays listed as accepted, until it is ended or its last day has passed", async () => {
  await judgeBy(house());
  await publish("1", contract({}));
  await world.deploy(service, "1");
  const version = await publish("2", contract({ "/getOrders": path() }));
  const ask = () => later().verbs.decide(world.who, { service, version, environment: production });
  expect((await ask()).answer).toBe("no");
  const [finding] = (await lint(version, { state: "open" })).items;
  const accept = { subject: "finding" as const, fingerprint: finding?.fingerprint ?? "", service, reason: "Until v2", expires: day(20) };
  const { id } = await world.verbs.createException(world.who, accept);
  expect((await lint(version, { state: "accepted" })).items).toMatchObject([
    { rule: NOUNS, state: "accepted", exceptions: [{ reason: "Until v2", author: "Ada", expires: day(20) }] },
  ]);
  expect((await lint(version, { state: "open" })).found).toEqual([]);
  expect((await lint(version)).found).toEqual([`${NOUNS} new accepted`]);
  expect(await ask()).toMatchObject({ answer: "yes", reasons: [{}, { type: "check-accepted", kind: "lint" }] });
  now = new Date(start.getTime() + 21 * DAY_MS);
  expect((await lint(version)).found).toEqual([`${NOUNS} new open`]);
  now = start;
  await world.verbs.deleteException(world.who, { exception: id });
  expect((await lint(version)).found).toEqual([`${NOUNS} new open`]);
  expect((await ask()).answer).toBe("no");
});

test("the first version's findings are the baseline: later versions fail by new ones only", async () => {
  await judgeBy(house());
  const first = await publish("1", contract({ "/getOrders": path() }));
  expect(await lint(first)).toMatchObject({
    found: [`${NOUNS} old open`],
    baseline: "1",
    check: { outcome: { verdict: "passed", summary: expect.stringContaining("1 error: the baseline of this service.") } },
  });
  const second = await publish("2", contract({ "/getOrders": path(), "/getItems": path() }));
  expect(await lint(second)).toMatchObject({
    found: [`${NOUNS} new open`, `${NOUNS} old open`].sort((a, b) => a.localeCompare(b) * -1),
    baseline: "1",
    check: { outcome: { verdict: "failed", summary: expect.stringContaining("New: 1 error (1 more in the baseline).") } },
  });
  expect((await lint(second, { onlyNew: true })).found).toEqual([`${NOUNS} new open`]);
});

test("a rule can bind only operations that the first version does not have", async () => {
  await judgeBy(house("x-surety-new-operations-only: [house-operations-*]\n"));
  await publish("1", contract({ "/items": path() }));
  const old = await publish("2", contract({ "/items": path({}, {}) }));
  expect(await lint(old)).toMatchObject({
    found: ["house-operations-have-summaries old open"],
    check: { outcome: { verdict: "passed" }, newFindings: { error: 0 } },
  });
  const added = await publish("3", contract({ "/items": path({}, {}), "/sets": path({}, {}) }));
  expect(await lint(added, { onlyNew: true })).toMatchObject({
    items: [{ pointer: "/paths/~1sets/get" }],
    check: { outcome: { verdict: "failed" }, newFindings: { error: 1 } },
  });
});

test("a ruleset whose list of such rules is none is refused, with its line", async () => {
  await expect(judgeBy(house("x-surety-new-operations-only: all\n"))).rejects.toMatchObject({
    code: "not_a_ruleset",
    errors: [{ line: 1, detail: expect.stringContaining("is a list of rules") }],
  });
});
