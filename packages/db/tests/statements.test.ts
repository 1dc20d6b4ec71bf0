import { randomUUID } from "node:crypto";
import type { Verbs } from "@surety/domain/verbs";
import { RulesetName } from "@surety/model/names";
import { CI_ISSUERS, CreateTrustedPublisherInput } from "@surety/model/trusted-publishers";
import { Fingerprint, TokenId, type WebhookId } from "@surety/model/ids";

import { afterAll, beforeAll, expect, test } from "vitest";
import { member, session, user } from "../src/schema/auth.ts";
import { createWorld, name, type World } from "./create-world.ts";
import { settleAs, settleLint } from "./settle-checks.ts";

/** Rows of each list: more than the first page of one. */
const ROWS = 6;
const service = name.service("service-0");
const version = name.version("2");
const production = name.environment("production");
const ruleset = RulesetName.parse("ruleset-0");

let world: World;
let webhook: WebhookId;

beforeAll(async () => {
  world = await createWorld({
    idTokens: {
      issuers: [CI_ISSUERS.github],
      verify: () => Promise.reject(new Error("no token is checked here")),
    },
  });
  const { verbs, who, database } = world;
  for (let index = 0; index < ROWS; index += 1) {
    // What runs differs from what is new, so that every part of a list has work.
    await world.publish(`service-${index}`, "1", { operations: [`GET /${index}`, "GET /a", "GET /b"] });
    await world.deploy(`service-${index}`, "1", "production");
    await world.publish(`service-${index}`, "2", { operations: [`GET /${index}/new`], findings: errors });
    await verbs.putEnvironment(who, { environment: name.environment(`environment-${index}`) });
    await verbs.createToken(who, { name: `token ${index}`, scopes: ["read"], expiresInDays: null });
    await verbs.putRuleset(who, { ruleset: RulesetName.parse(`ruleset-${index}`), source: `extends: [surety:recommended]\n# ${index}` });
    await verbs.putRuleset(who, { ruleset, source: `extends: [surety:recommended]\n# again ${index}` });
    await verbs.createInvitation(who, { email: `invited-${index}@example.com`, role: "viewer", expiresInDays: 7 });
    await verbs.createTrustedPublisher(who, publisher(index));
    await verbs.createException(who, exception(index));
    const userId = randomUUID();
    await database.drizzle.insert(user).values({ id: userId, name: "Grace", email: `${userId}@example.com` });
    await database.drizzle.insert(member).values({ id: randomUUID(), organizationId: who.organizationId, userId, role: "viewer" });
    await database.drizzle
      .insert(session)
      .values({ id: randomUUID(), token: randomUUID(), userId: who.userId, expiresAt: new Date(Date.now() + 3_600_000) });
    const created = await verbs.createWebhook(who, {
      url: `https://example.com/${index}`,
      description: "",
      eventTypes: ["check.completed"],
    });
    webhook ??= created.id;
    await verbs.createWebhookDelivery(who, { webhook });
  }
  for (let index = 3; index < 3 + ROWS; index += 1) await world.publish("service-0", String(index), { note: String(index) });
  await settleLint(world, "service-0", "2");
  for (const number of [3, 4, 5, 6])
    await settleAs(world, "service-0", String(number), "lint", { verdict: "errored", code: "crash", summary: "As scripted." });
}, 60_000);
afterAll(() => world.close());

const errors = Array.from({ length: ROWS }, (_, index) => ({ rule: `rule-${index}`, severity: "error" as const }));
const publisher = (index: number) =>
  CreateTrustedPublisherInput.parse({ provider: "github", repository: `acme/repository-${index}`, scopes: ["read"] });
const exception = (index: number) => ({
  subject: "change" as const,
  fingerprint: Fingerprint.parse(String(index).repeat(12)),
  service,
  reason: "a test",
  expires: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
});

type Page = { readonly items: readonly unknown[] };
type ListName = Exclude<Extract<keyof Verbs, `list${string}`>, "listen">;

/** Every list, with the statements that it may take: a new one does not compile before it is here. */
const LISTS: Record<ListName, readonly [statements: number, (limit: number) => Promise<Page>]> = {
  listServices: [2, (limit) => world.verbs.listServices(world.who, { limit })],
  listVersions: [4, (limit) => world.verbs.listVersions(world.who, { service, limit })],
  listOperations: [3, (limit) => world.verbs.listOperations(world.who, { service, version: name.version("1"), limit })],
  listChecks: [1, (limit) => world.verbs.listChecks(world.who, { limit })],
  listFindings: [7, (limit) => world.verbs.listFindings(world.who, { service, version, onlyNew: false, limit })],
  listEnvironments: [1, (limit) => world.verbs.listEnvironments(world.who, { limit })],
  listDeployments: [2, (limit) => world.verbs.listDeployments(world.who, { environment: production, limit })],
  listExceptions: [1, (limit) => world.verbs.listExceptions(world.who, { limit })],
  listRulesets: [1, (limit) => world.verbs.listRulesets(world.who, { limit })],
  listRulesetVersions: [2, (limit) => world.verbs.listRulesetVersions(world.who, { ruleset, limit })],
  listMembers: [1, (limit) => world.verbs.listMembers(world.who, { limit })],
  listInvitations: [1, (limit) => world.verbs.listInvitations(world.who, { limit })],
  listSessions: [1, (limit) => world.verbs.listSessions(world.who, { limit })],
  listTrustedPublishers: [1, (limit) => world.verbs.listTrustedPublishers(world.who, { limit })],
  listTokens: [1, (limit) => world.verbs.listTokens(world.who, { limit })],
  listWebhooks: [1, (limit) => world.verbs.listWebhooks(world.who, { limit })],
  listWebhookDeliveries: [2, (limit) => world.verbs.listWebhookDeliveries(world.who, { webhook, limit })],
  listFailedChecks: [1, (limit) => world.verbs.listFailedChecks(world.who, { limit })],
  listAuditEntries: [1, (limit) => world.verbs.listAuditEntries(world.who, { limit })],
};

async function count<Answer>(call: () => Promise<Answer>): Promise<{ answer: Answer; statements: number }> {
  const before = world.statements.length;
  const answer = await call();
  return { answer, statements: world.statements.length - before };
}

test.each(Object.entries(LISTS))("%s takes the same few statements for one row and for many", async (_, [most, list]) => {
  const one = await count(() => list(1));
  const many = await count(() => list(100));
  expect(one.answer.items).toHaveLength(1);
  expect(many.answer.items.length).toBeGreaterThan(2);
  expect(many.statements).toBe(one.statements);
  expect(many.statements).toBeLessThanOrEqual(most);
});

test.each<[string, number, () => Promise<unknown>]>([
  ["a verdict", 1, () => world.verbs.decide(world.who, { service, version, environment: production })],
  ["a service", 1, () => world.verbs.getService(world.who, { service })],
  ["a version", 1, () => world.verbs.getVersion(world.who, { service, version })],
  ["a page of services", 1, () => world.verbs.listServices(world.who, { limit: 50 })],
  ["who the caller is", 1, () => world.verbs.identify({ ...world.who, type: "token", ...token })],
])("%s that was asked for before takes %i statement", async (_, statements, ask) => {
  // The first time makes the comparison that a verdict needs, the second finds it.
  await ask();
  const answer = await ask();
  expect(await count(ask)).toEqual({ answer, statements });
});

const token = { tokenId: TokenId.parse(randomUUID()), name: "CI", scopes: ["read"] as const, services: null };

test("a contract that was asked for before takes no statement, and another organization never sees it", async () => {
  const { rawDigest: digest } = await world.verbs.getVersion(world.who, { service, version });
  const first = await world.verbs.getContract(world.who, { digest });
  expect(await count(() => world.verbs.getContract(world.who, { digest }))).toEqual({ answer: first, statements: 0 });
  const stranger = await world.addOrganization();
  await expect(world.verbs.getContract(stranger, { digest })).rejects.toMatchObject({ code: "contract_not_found" });
});

test("what is answered from memory shows a publication, a deployment and a policy at once", async () => {
  const fresh = name.service("fresh");
  const get = () => world.verbs.getService(world.who, { service: fresh });
  await world.publish("fresh", "1", { operations: ["GET /"] });
  expect((await get()).latest?.name).toBe("1");
  await world.publish("fresh", "2", { operations: ["GET /", "GET /2"] });
  expect((await get()).latest?.name).toBe("2");
  const deployed = async () => (await get()).verdicts.find((verdict) => verdict.environment === "production")?.deployed;
  expect(await deployed()).toEqual([]);
  await world.deploy("fresh", "1", "production");
  expect(await deployed()).toEqual(["1"]);
  const decide = () => world.verbs.decide(world.who, { service: fresh, version, environment: production });
  const before = await decide();
  expect(await decide()).toEqual(before);
  const { policy } = await world.verbs.getEnvironment(world.who, { environment: production });
  await world.verbs.putEnvironment(world.who, { environment: production, policy: { ...policy, risky: "block" } });
  expect((await decide()).policyVersion).toBe(before.policyVersion + 1);
});
