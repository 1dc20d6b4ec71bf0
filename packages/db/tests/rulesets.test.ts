import { SuretyError } from "@surety/model/errors";
import { RulesetName } from "@surety/model/names";
import { RulesetReference } from "@surety/model/rulesets";
import type { Caller } from "@surety/model/callers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";
import { settleLint } from "./settle-checks.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const ruleset = RulesetName.parse.bind(RulesetName);
const reference = RulesetReference.parse.bind(RulesetReference);
const put = (which: string, source: string, conditions: { ifMatch?: string; ifNoneMatch?: string } = {}, who: Caller = world.who) =>
  world.verbs.putRuleset(who, { ruleset: ruleset(which), source, ...conditions });
const code = (expected: string) => expect.objectContaining({ code: expected });
const ERROR_A = { rule: "a", severity: "error" } as const;
const ERROR_B = { rule: "b", severity: "error" } as const;

test("each other text is a version, the same text is none", async () => {
  const first = await put("versions", "a");
  expect(first).toMatchObject({ created: true, changed: true, ruleset: { version: 1, author: "Ada", ruleCount: 1, source: "a" } });
  expect(await put("versions", "a")).toMatchObject({ created: false, changed: false, ruleset: { version: 1 } });
  expect(await put("versions", "a\nb")).toMatchObject({ created: false, changed: true, ruleset: { version: 2, ruleCount: 2 } });
  expect(await put("versions", "a")).toMatchObject({ changed: true, ruleset: { version: 3, digest: first.ruleset.digest } });
  const listed = await world.verbs.listRulesetVersions(world.who, { ruleset: ruleset("versions"), limit: 2 });
  expect(listed.items.map(({ version }) => version)).toEqual([3, 2]);
  const rest = await world.verbs.listRulesetVersions(world.who, {
    ruleset: ruleset("versions"),
    limit: 2,
    cursor: listed.nextCursor ?? "",
  });
  expect(rest.items.map(({ version }) => version)).toEqual([1]);
  expect(await world.verbs.getRuleset(world.who, { ruleset: ruleset("versions"), version: 2 })).toMatchObject({ source: "a\nb" });
  await expect(world.verbs.getRuleset(world.who, { ruleset: ruleset("versions"), version: 9 })).rejects.toEqual(code("ruleset_not_found"));
});

test("a stale edit is refused, and so is a second creation", async () => {
  const { ruleset: first } = await put("stale", "a", { ifNoneMatch: "*" });
  await expect(put("stale", "b", { ifNoneMatch: "*" })).rejects.toEqual(code("precondition_failed"));
  await put("stale", "b", { ifMatch: first.etag });
  await expect(put("stale", "c", { ifMatch: first.etag })).rejects.toEqual(code("precondition_failed"));
  await expect(put("never-there", "c", { ifMatch: first.etag })).rejects.toEqual(code("precondition_failed"));
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => put("stale", `r${index}`, { ifMatch: `"x", ${"*"}` })));
  expect(outcomes.map(({ status }) => status)).not.toContain("fulfilled");
  const { etag } = await world.verbs.getRuleset(world.who, { ruleset: ruleset("stale") });
  const racing = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => put("stale", `race${index}`, { ifMatch: etag })));
  expect(racing.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a ruleset with a fault is not stored, and its fault has a line", async () => {
  const error = await put("faulty", "a\nfault").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SuretyError);
  expect(error).toMatchObject({ code: "not_a_ruleset", errors: [{ pointer: "/source", line: 2, column: 1 }] });
  await expect(world.verbs.getRuleset(world.who, { ruleset: ruleset("faulty") })).rejects.toEqual(code("ruleset_not_found"));
  await expect(put("faulty", "x".repeat(256 * 1024 + 1))).rejects.toEqual(code("document_too_large"));
});

test("what is used is not deleted", async () => {
  await put("base", "a");
  await put("team", "extends org:base\nb");
  await world.verbs.putService(world.who, { service: name.service("using"), ruleset: reference("org:team") });
  await expect(world.verbs.deleteRuleset(world.who, { ruleset: ruleset("base") })).rejects.toThrow(/the ruleset team/);
  await expect(world.verbs.deleteRuleset(world.who, { ruleset: ruleset("team") })).rejects.toThrow(/the service using/);
  await world.verbs.putService(world.who, { service: name.service("using"), ruleset: null });
  await world.verbs.putDefaultRuleset(world.who, { ruleset: reference("org:team") });
  await expect(world.verbs.deleteRuleset(world.who, { ruleset: ruleset("team") })).rejects.toThrow(/as the default/);
  await world.verbs.putDefaultRuleset(world.who, { ruleset: reference("surety:recommended") });
  await world.verbs.deleteRuleset(world.who, { ruleset: ruleset("team") });
  await world.verbs.deleteRuleset(world.who, { ruleset: ruleset("base") });
  await expect(world.verbs.putService(world.who, { service: name.service("using"), ruleset: reference("org:team") })).rejects.toEqual(
    code("ruleset_not_found"),
  );
});

test("a service's own ruleset counts, else its organization's; a version under other rules has another report", async () => {
  const own = await createWorld();
  try {
    const as = own.who;
    const store = (which: string, source: string) => own.verbs.putRuleset(as, { ruleset: ruleset(which), source });
    const service = name.service("orders");
    const judged = async (version: string) => {
      await settleLint(own, "orders", version);
      const { items, ruleset: by } = await own.verbs.listFindings(as, {
        service,
        version: name.version(version),
        onlyNew: false,
        limit: 50,
      });
      return [by, items.map(({ rule, isNew }) => `${rule}${isNew ? "+" : ""}`)];
    };
    await own.publish("orders", "1", { findings: [ERROR_A], note: "1" });
    expect(await judged("1")).toEqual(["surety:recommended", ["a"]]);
    await store("general", "a");
    await own.verbs.putDefaultRuleset(as, { ruleset: reference("org:general") });
    await own.publish("orders", "2", { findings: [ERROR_A, ERROR_B], note: "2" });
    expect(await judged("2")).toEqual(["org:general@1", ["a"]]);
    await store("base", "b");
    await store("special", "extends org:base");
    await own.verbs.putService(as, { service, ruleset: reference("org:special") });
    expect(await own.verbs.getService(as, { service })).toMatchObject({ ruleset: "org:special" });
    const open = () => own.verbs.openCheck(as, { service, version: name.version("2"), kind: "lint" });
    await open();
    // The first version, by the same rules, had no finding of `b`.
    expect(await judged("2")).toEqual(["org:special@1", ["b+"]]);
    // What is inherited counts too: the ruleset itself has not changed.
    await store("base", "a");
    await open();
    expect(await judged("2")).toEqual(["org:special@1", ["a"]]);
    expect(await own.verbs.listChecks(as, { service, version: name.version("2"), limit: 50 })).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ kind: "lint", ruleset: "org:general@1" })]),
    });
  } finally {
    await own.close();
  }
});

test("a version that is named stays what it is, in what extends it; it is used all the same", async () => {
  await put("pinned", "a");
  await put("follower", "extends org:pinned@1");
  await put("pinned", "b");
  const service = name.service("pinning");
  const judged = async (version: string) => {
    await settleLint(world, "pinning", version);
    const page = await world.verbs.listFindings(world.who, { service, version: name.version(version), onlyNew: false, limit: 50 });
    return [page.ruleset, page.items.map(({ rule }) => rule)];
  };
  await world.verbs.putService(world.who, { service, ruleset: reference("org:follower") });
  await world.publish("pinning", "1", { findings: [ERROR_A, ERROR_B], note: "1" });
  expect(await judged("1")).toEqual(["org:follower@1", ["a"]]);
  await expect(world.verbs.deleteRuleset(world.who, { ruleset: ruleset("pinned") })).rejects.toThrow(/the ruleset follower/);
  expect(await world.verbs.getRuleset(world.who, { ruleset: ruleset("follower") })).toMatchObject({
    extends: ["org:pinned"],
    inherits: ["org:pinned@1"],
  });
});

test("another organization sees none of it", async () => {
  const other = await world.addOrganization();
  await put("mine", "a");
  await expect(world.verbs.getRuleset(other, { ruleset: ruleset("mine") })).rejects.toEqual(code("ruleset_not_found"));
  await expect(world.verbs.putDefaultRuleset(other, { ruleset: reference("org:mine") })).rejects.toEqual(code("ruleset_not_found"));
  expect(await put("mine", "b", {}, other)).toMatchObject({ created: true, ruleset: { version: 1 } });
  expect(await world.verbs.getRuleset(world.who, { ruleset: ruleset("mine") })).toMatchObject({ source: "a" });
  expect((await world.verbs.listRulesets(other, { limit: 50 })).items.map((item) => item.name)).toEqual(["mine"]);
  await world.verbs.deleteRuleset(other, { ruleset: ruleset("mine") });
  expect(await world.verbs.getRuleset(world.who, { ruleset: ruleset("mine") })).toMatchObject({ source: "a" });
});

test("only administrators store rulesets; members choose among them", async () => {
  const member: Caller = { ...world.who, role: "member", scopes: ["read", "contracts:write"] };
  await expect(put("theirs", "a", {}, member)).rejects.toEqual(code("forbidden"));
  await expect(world.verbs.putDefaultRuleset(member, { ruleset: reference("spectral:oas") })).rejects.toEqual(code("forbidden"));
  expect(await world.verbs.putService(member, { service: name.service("chosen"), ruleset: reference("spectral:oas") })).toMatchObject({
    service: { ruleset: "spectral:oas" },
  });
});
