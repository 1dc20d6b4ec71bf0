import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";
import { settleAs } from "./settle-checks.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const environment = name.environment("production");
const list = (service: string, active?: boolean) =>
  world.verbs.listDeployments(world.who, {
    environment,
    service: name.service(service),
    limit: 50,
    ...(active === undefined ? {} : { active }),
  });
const versions = (page: Awaited<ReturnType<typeof list>>) =>
  page.items.map((each) => `${each.version} ${each.active ? "active" : "ended"}`).sort();

test("a deployment replaces the others, or stays beside them; recording it again changes nothing", async () => {
  for (const version of ["1", "2", "3"]) await world.publish("orders", version, { note: version });
  const first = await world.deploy("orders", "1", "production");
  expect(first).toMatchObject({ created: true, deployment: { active: true, endedAt: null, environment: "production" } });
  expect(await world.deploy("orders", "1", "production")).toEqual({ ...first, created: false });
  await world.deploy("orders", "2", "production", "parallel");
  expect(versions(await list("orders"))).toEqual(["1 active", "2 active"]);
  await world.deploy("orders", "3", "production");
  expect(versions(await list("orders"))).toEqual(["1 ended", "2 ended", "3 active"]);
  expect(versions(await list("orders", true))).toEqual(["3 active"]);
  expect(versions(await list("orders", false))).toEqual(["1 ended", "2 ended"]);
  await world.deploy("orders", "1", "production");
  expect(versions(await list("orders", true))).toEqual(["1 active"]);
});

test("of many who replace at once, exactly one stays", async () => {
  const names = Array.from({ length: 8 }, (_, index) => `1.${index}`);
  for (const version of names) await world.publish("raced", version, { note: version });
  await Promise.all(names.map((version) => world.deploy("raced", version, "production")));
  expect((await list("raced", true)).items).toHaveLength(1);
  expect((await list("raced")).items).toHaveLength(8);
});

test("a deployment is ended once, and is not found in another environment", async () => {
  await world.publish("ended", "1", {});
  const { deployment } = await world.deploy("ended", "1", "production");
  await expect(
    world.verbs.endDeployment(world.who, { environment: name.environment("staging"), deployment: deployment.id }),
  ).rejects.toMatchObject({ code: "deployment_not_found" });
  await world.verbs.endDeployment(world.who, { environment, deployment: deployment.id });
  await world.verbs.endDeployment(world.who, { environment, deployment: deployment.id });
  expect(versions(await list("ended"))).toEqual(["1 ended"]);
});

test("a service is deleted with all that is its own, but not while it is deployed", async () => {
  await world.publish("gone", "1", {});
  const service = name.service("gone");
  const { deployment } = await world.deploy("gone", "1", "production");
  await expect(world.verbs.deleteService(world.who, { service })).rejects.toMatchObject({
    code: "service_deployed",
    message: "gone 1 is deployed in production.",
  });
  await world.verbs.endDeployment(world.who, { environment, deployment: deployment.id });
  await world.verbs.deleteService(world.who, { service });
  await expect(world.verbs.getService(world.who, { service })).rejects.toMatchObject({ code: "service_not_found" });
  expect(await world.publish("gone", "1", { note: "anew" })).toMatchObject({ created: true });
});

test("a deployment opens the comparisons that newer versions lack", async () => {
  for (const version of ["1", "2", "3"]) await world.publish("compared", version, { note: version });
  for (const version of ["1", "2", "3"]) await settleAs(world, "compared", version, "diff", { verdict: "passed", summary: "As scripted." });
  await world.deploy("compared", "2", "production");
  const checks = (await world.verbs.listChecks(world.who, { service: name.service("compared"), limit: 50 })).items.filter(
    (check) => check.kind === "diff" && check.state === "queued",
  );
  expect(checks.map((check) => check.version)).toEqual(["3"]);
});
