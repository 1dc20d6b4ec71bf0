import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";
import { settleLint } from "./settle-checks.ts";

let one: World;
let many: World;
const MANY = 30;

/** Services whose latest versions differ from the deployed ones, so that every part of a list has work. */
async function fill(world: World, services: number): Promise<void> {
  for (let index = 0; index < services; index += 1) {
    const service = `service-${String(index).padStart(2, "0")}`;
    await world.publish(service, "1", { operations: [`GET /${index}`] });
    await world.deploy(service, "1", "staging");
    await world.deploy(service, "1", "production");
    await world.publish(service, "2", { operations: [`GET /${index}/new`] });
  }
}

beforeAll(async () => {
  [one, many] = await Promise.all([createWorld(), createWorld()]);
  await Promise.all([fill(one, 1), fill(many, MANY)]);
  for (let index = 0; index < MANY; index += 1)
    await many.verbs.createToken(many.who, { name: `token ${index}`, scopes: ["read"], expiresInDays: null });
  for (let index = 3; index < MANY; index += 1) await many.publish("service-00", String(index), { note: String(index) });
}, 60_000);
afterAll(() => Promise.all([one.close(), many.close()]));

const service = name.service("service-00");
const limit = 100;

test.each<[string, (cursor: string | undefined) => Promise<{ items: unknown[]; nextCursor: string | null }>]>([
  ["services", (cursor) => many.verbs.listServices(many.who, { limit: 7, ...(cursor === undefined ? {} : { cursor }) })],
  ["versions", (cursor) => many.verbs.listVersions(many.who, { service, limit: 7, ...(cursor === undefined ? {} : { cursor }) })],
  ["checks", (cursor) => many.verbs.listChecks(many.who, { limit: 7, ...(cursor === undefined ? {} : { cursor }) })],
  [
    "deployments",
    (cursor) =>
      many.verbs.listDeployments(many.who, {
        environment: name.environment("production"),
        limit: 7,
        ...(cursor === undefined ? {} : { cursor }),
      }),
  ],
  ["tokens", (cursor) => many.verbs.listTokens(many.who, { limit: 7, ...(cursor === undefined ? {} : { cursor }) })],
  ["environments", (cursor) => many.verbs.listEnvironments(many.who, { limit: 1, ...(cursor === undefined ? {} : { cursor }) })],
])("pages of %s follow one another without a gap or a repetition", async (_, list) => {
  const seen: unknown[] = [];
  let pages = 0;
  for (let cursor: string | null | undefined; cursor !== null; pages += 1) {
    const page = await list(cursor ?? undefined);
    seen.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(pages).toBeGreaterThan(1);
  expect(new Set(seen.map((item) => JSON.stringify(item))).size).toBe(seen.length);
  const whole: unknown[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await list(cursor ?? undefined);
    whole.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(whole).toEqual(seen);
});

test("what is not a cursor of the list is refused by name", async () => {
  for (const cursor of ["x", "%%%", Buffer.from("[1]").toString("base64url"), Buffer.from("{").toString("base64url")]) {
    await expect(many.verbs.listServices(many.who, { limit: 5, cursor })).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ pointer: "/cursor" }],
    });
    await expect(many.verbs.listChecks(many.who, { limit: 5, cursor })).rejects.toMatchObject({ code: "invalid_input" });
  }
});

test("services are found by a part of their name or title, whatever its characters", async () => {
  await one.verbs.putService(one.who, { service: name.service("a_b"), title: "100% of it" });
  const find = async (search: string) => (await one.verbs.listServices(one.who, { search, limit })).items.map((each) => each.name);
  expect(await find("VICE-0")).toEqual(["service-00"]);
  expect(await find("100%")).toEqual(["a_b"]);
  expect(await find("%")).toEqual(["a_b"]);
  expect(await find("_")).toEqual(["a_b"]);
  expect(await find("\\")).toEqual([]);
});

test("findings are listed as the engine ordered them, filtered, and marked as new against the first version", async () => {
  const error = (rule: string) => ({ rule, severity: "error" as const });
  const warning = (rule: string) => ({ rule, severity: "warning" as const });
  await one.publish("linted", "1", { findings: [error("a"), warning("b")] });
  await one.publish("linted", "2", { findings: [warning("c"), error("a"), error("d"), warning("b")] });
  await settleLint(one, "linted", "1");
  await settleLint(one, "linted", "2");
  const list = async (part: object) =>
    (
      await one.verbs.listFindings(one.who, { service: name.service("linted"), version: name.version("2"), onlyNew: false, limit, ...part })
    ).items.map((each) => `${each.rule}${each.isNew ? " new" : ""}`);
  expect(await list({})).toEqual(["c new", "a", "d new", "b"]);
  expect(await list({ onlyNew: true })).toEqual(["c new", "d new"]);
  expect(await list({ severity: "error" })).toEqual(["a", "d new"]);
  expect(await list({ rule: "b" })).toEqual(["b"]);
  const version = await one.verbs.getVersion(one.who, { service: name.service("linted"), version: name.version("2") });
  expect(version.checks.find((check) => check.kind === "lint")).toMatchObject({
    findings: { error: 2, warning: 2 },
    newFindings: { error: 1, warning: 1 },
  });
});
