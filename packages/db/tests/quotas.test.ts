import { SuretyError } from "@surety/model/errors";
import { RulesetName } from "@surety/model/names";
import { DEFAULT_QUOTAS, type QuotaLimits } from "@surety/model/quotas";
import { afterEach, expect, it } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";

let world: World;
afterEach(() => world.close());
const open = async (limits: Partial<QuotaLimits>) => {
  world = await createWorld({ quotas: { ...DEFAULT_QUOTAS, ...limits } });
};

/** How many of twenty at once got through, and what the others were told. */
async function twenty(create: (index: number) => Promise<unknown>) {
  const settled = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => create(index)));
  const refused = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  const codes = refused.map((error) => (error instanceof SuretyError ? `${error.code} ${error.limit}` : String(error)));
  return { created: settled.length - refused.length, codes: [...new Set(codes)] };
}

const token = (index: number) => world.verbs.createToken(world.who, { name: `t${index}`, scopes: ["read"], expiresInDays: null });
const webhook = () =>
  world.verbs.createWebhook(world.who, { url: "https://hooks.example.com/", description: "", eventTypes: ["version.published"] });
const ruleset = (index: number) =>
  world.verbs.putRuleset(world.who, { ruleset: RulesetName.parse(`r${index}`), source: `{"extends":["surety:recommended"]} #${index}` });

it.each([
  ["services by PUT", "services", (index: number) => world.verbs.putService(world.who, { service: name.service(`s${index}`) })],
  ["services by publishing", "services", (index: number) => world.publish(`s${index}`, "1", {})],
  ["tokens", "tokens", token],
  ["webhooks", "webhooks", webhook],
  ["rulesets", "rulesets", ruleset],
  ["versions", "versions", (index: number) => world.publish("orders", `v${index}`, {})],
] as const)("of twenty %s at once, as many as fit get through", async (_, quota, create) => {
  await open({ [quota]: 7 });
  expect(await twenty(create)).toEqual({ created: 7, codes: [`quota_exceeded ${quota}`] });
  expect((await world.verbs.getQuotas(world.who))[quota]).toEqual({ used: 7, limit: 7 });
  const other = await world.addOrganization();
  await world.verbs.putService(other, { service: name.service("orders") });
  expect((await world.verbs.getQuotas(other)).services.used).toBe(1);
});

it("documents are counted by their bytes, the same ones once, and nothing of a refused publication stays", async () => {
  await open({});
  await world.publish("orders", "1", { title: "a" });
  const { used } = (await world.verbs.getQuotas(world.who)).contractBytes;
  expect(used).toBeGreaterThan(0);
  await world.publish("orders", "2", { title: "a" });
  await world.publish("orders", "1", { title: "a" });
  expect((await world.verbs.getQuotas(world.who)).contractBytes.used).toBe(used);
  await world.close();

  await open({ contractBytes: used * 3 });
  const publish = (index: number) => world.publish(`s${index}`, "1", { title: String.fromCharCode(97 + index) });
  expect(await twenty(publish)).toEqual({ created: 3, codes: ["quota_exceeded contractBytes"] });
  expect(await world.verbs.getQuotas(world.who)).toMatchObject({ contractBytes: { used: used * 3 }, services: { used: 3 } });
});

it("checks that wait are limited, until some are done", async () => {
  await open({ waitingChecks: 6 });
  expect(await twenty((index) => world.publish(`s${index}`, "1", {}))).toEqual({ created: 3, codes: ["rate_limited waitingChecks"] });
  await world.database.drizzle.execute("update checks set state = 'settled'");
  expect((await world.publish("orders", "1", {})).created).toBe(true);
});

it("a deployment is recorded however many checks wait, and compares as many versions as there is room for", async () => {
  await open({ waitingChecks: 7 });
  for (const version of ["1", "2", "3", "4", "5"]) {
    await world.publish("orders", version, { title: version });
    await world.database.drizzle.execute("update checks set state = 'settled'");
  }
  await world.database.drizzle.execute("update checks set state = 'queued' where kind = 'lint'");
  const deploy = (version: string, environment: string) =>
    world.verbs.recordDeployment(world.who, {
      service: name.service("orders"),
      version: name.version(version),
      environment: name.environment(environment),
      mode: "replace",
    });
  expect((await deploy("1", "staging")).created).toBe(true);
  expect((await world.verbs.getQuotas(world.who)).waitingChecks.used).toBe(7);
  expect((await deploy("1", "production")).created).toBe(true);
  expect((await world.verbs.getQuotas(world.who)).waitingChecks.used).toBe(7);
});

it("a limit of 0 is none, and a service that is there can be changed at the limit", async () => {
  await open({ services: 1, tokens: 0 });
  await world.verbs.putService(world.who, { service: name.service("orders") });
  await world.verbs.putService(world.who, { service: name.service("orders"), title: "Orders" });
  await world.publish("orders", "1", {});
  await token(1);
  expect(await world.verbs.getQuotas(world.who)).toMatchObject({ services: { used: 1, limit: 1 }, tokens: { used: 1, limit: null } });
});
