import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setUpApplicationRole } from "../src/application-role.ts";
import { auditState } from "../src/repositories/audit-state.ts";
import { createWorld, name, type World } from "./create-world.ts";
import { settleLint } from "./settle-checks.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const origin = { address: "192.0.2.7", userAgent: "surety/1", requestId: "0d5e" };
const list = (filters = {}) => world.verbs.listAuditEntries(world.who, { limit: 100, ...filters });

test("an entry says who did what to what, from where, and how it was before", async () => {
  const who = { ...world.who, origin };
  await world.verbs.putService(who, { service: name.service("audited"), title: "First" });
  await world.verbs.putService(who, { service: name.service("audited"), title: "Second" });
  const { items } = await list({ resource: "audited" });
  expect(items).toMatchObject([
    {
      actor: { type: "member", id: world.who.userId, name: "Ada" },
      action: "service.put",
      resource: "audited",
      ...origin,
      before: { title: "First" },
      after: { title: "Second" },
    },
    { before: null, after: { title: "First" } },
  ]);
});

test("a change that is rolled back leaves no entry", async () => {
  const before = (await list()).items.length;
  const fails = world.deps.transact(async (tx) => {
    await tx.audit.record(world.who, "service.put", "nobody");
    throw new Error("rolled back");
  });
  await expect(fails).rejects.toThrow("rolled back");
  expect((await list()).items.length).toBe(before);
});

test("is filtered by actor, action, resource and time, in pages that miss nothing", async () => {
  const token = await world.verbs.createToken(world.who, { name: "ci", scopes: ["contracts:write"], expiresInDays: 1 });
  const ci = { type: "token", organizationId: world.who.organizationId, tokenId: token.id, name: "ci", scopes: token.scopes } as const;
  for (const title of ["a", "b", "c"]) await world.verbs.putService(ci, { service: name.service("filtered"), title });
  await world.publish("filtered", "1.0.0", { operations: ["GET /a"] }, ci);

  expect((await list({ actor: token.id })).items.map((entry) => entry.action)).toEqual([
    "version.published",
    ...Array(3).fill("service.put"),
  ]);
  expect((await list({ action: "version" })).items.map((entry) => entry.resource)).toEqual(["filtered@1.0.0"]);
  expect((await list({ resource: "filtered" })).items).toHaveLength(4);
  expect((await list({ resource: "filtered@1.0.0" })).items).toHaveLength(1);
  expect((await list({ resource: "filtered", until: "2020-01-01T00:00:00Z" })).items).toEqual([]);
  expect((await list({ resource: "filtered", since: "2020-01-01T00:00:00Z" })).items).toHaveLength(4);

  const paged: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await list({ limit: 1, actor: token.id, ...(cursor === undefined ? {} : { cursor }) });
    paged.push(...page.items.map((entry) => entry.id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(paged).toEqual((await list({ actor: token.id })).items.map((entry) => entry.id));
});

test("asking for a check again is an entry when it opens one, and none when it does not", async () => {
  const { version, service } = { version: name.version("1.0.0"), service: name.service("checked") };
  await world.publish("checked", "1.0.0", { operations: ["GET /a"] });
  const open = () => world.verbs.openCheck(world.who, { service, version, kind: "lint" });
  await open();
  expect((await list({ action: "check.opened" })).items).toEqual([]);
  await settleLint(world, "checked", "1.0.0");
  await open();
  expect((await list({ action: "check.opened" })).items).toMatchObject([{ resource: "checked@1.0.0", after: { kind: "lint" } }]);
});

test("another organization sees nothing of it", async () => {
  const other = await world.addOrganization();
  expect((await world.verbs.listAuditEntries(other, { limit: 100 })).items).toEqual([]);
});

test("keeps no secrets, cuts long texts, and names the fields of what is too long", () => {
  expect(auditState({ name: "ci", secret: "s", nested: { password: "p", passwordHash: "h", ok: 1 } })).toBe(
    '{"name":"ci","nested":{"ok":1}}',
  );
  expect(auditState({ text: "x".repeat(5_000) }).length).toBeLessThan(2_100);
  expect(
    JSON.parse(auditState(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`f${index}`, "x".repeat(1_000)])))),
  ).toMatchObject({
    tooLong: true,
  });
  expect(auditState(null)).toBe("null");
});

describe("nobody changes it", () => {
  const changes = [
    "update audit_events set action = 'nothing'",
    "delete from audit_events",
    "truncate audit_events",
    "set surety.pruning = 'on'; delete from audit_events",
  ];

  test.each(changes)("not by the owner's role: %s", async (statement) => {
    const owner = postgres(world.url, { max: 1 });
    await expect(owner.unsafe(statement)).rejects.toThrow(/append-only/);
    await owner.end();
  });

  test("not by the application's role, which can do everything else that the server does", async () => {
    const url = new URL(world.url);
    url.username = `app_${randomBytes(4).toString("hex")}`;
    url.password = "p'ass\"word";
    const owner = postgres(world.url, { max: 1, onnotice: () => {} });
    const app = postgres(url.href, { max: 1, onnotice: () => {} });
    try {
      for (let time = 0; time < 2; time += 1) await setUpApplicationRole(world.url, url.href);
      for (const statement of [
        ...changes,
        "alter table audit_events disable trigger all",
        "drop table audit_events",
        "alter table audit_events add column x int",
      ])
        await expect(app.unsafe(statement), statement).rejects.toThrow(/permission denied|must be owner/);
      await expect(app`select surety_prune_audit_events()`).resolves.toHaveLength(1);
    } finally {
      await app.end();
      await owner.unsafe(`drop owned by "${url.username}"; drop role "${url.username}"`);
      await owner.end();
    }
  });

  test("a role that is the owner's own, or has its rights, is refused", async () => {
    await expect(setUpApplicationRole(world.url, world.url)).rejects.toThrow(/is the owner's/);
    const owner = postgres(world.url, { max: 1, onnotice: () => {} });
    const role = `heir_${randomBytes(4).toString("hex")}`;
    await owner.unsafe(`create role ${role} login in role "${new URL(world.url).username}"`);
    const heir = Object.assign(new URL(world.url), { username: role }).href;
    await expect(setUpApplicationRole(world.url, heir)).rejects.toThrow(/has the rights of the owner/);
    await owner.unsafe(`drop role ${role}`);
    await owner.end();
  });
});

test("entries go after the retention that was chosen, and never before 30 days", async () => {
  const owner = postgres(world.url, { max: 1, onnotice: () => {} });
  const put = (retentionDays: number | null) => world.verbs.putAuditSettings(world.who, { retentionDays });
  const count = async () => Number((await owner`select count(*) from audit_events where actor_name = 'old'`)[0]?.["count"]);
  for (const days of [20, 40, 100])
    await owner`insert into audit_events (organization_id, actor_type, actor_id, actor_name, action, subject, details, created_at)
      values (${world.who.organizationId}, 'system', 'surety', 'old', 'token.deleted', 'x', '{}', now() - make_interval(days => ${days}))`;
  await world.database.repositories.audit.prune();
  expect(await count()).toBe(3);
  await put(60);
  expect(await world.verbs.getAuditSettings(world.who)).toEqual({ retentionDays: 60 });
  expect(await world.database.repositories.audit.prune()).toBe(1);
  await owner`update audit_settings set retention_days = 1`;
  expect(await world.database.repositories.audit.prune()).toBe(1);
  expect(await count()).toBe(1);
  expect((await list({ action: "audit-settings" })).items).toMatchObject([
    { before: { retentionDays: null }, after: { retentionDays: 60 } },
  ]);
  await owner.end();
});
