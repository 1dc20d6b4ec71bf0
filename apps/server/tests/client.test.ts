import { readFileSync } from "node:fs";
import { createClient } from "@surety/client/create-client";
import { serverFailure } from "@surety/client/server-failure";
import { ServiceName, VersionName } from "@surety/model/names";
import { afterAll, beforeAll, expect, it } from "vitest";
import { callRest } from "./calls.ts";
import { openWorld, type Organization, type World } from "./world.ts";

let world: World;
let organization: Organization;
beforeAll(async () => {
  world = await openWorld();
  organization = await world.createOrganization();
});
afterAll(() => world.close());

it("the typed client publishes, reads, and is told what is wrong", async () => {
  const client = createClient({ url: world.url, token: organization.token });
  const service = ServiceName.parse("surety");
  const document = readFileSync(new URL("../../../docs/openapi.json", import.meta.url), "utf8");
  const published = await client.versions.publish.mutate({ service, version: VersionName.parse("1.0.0"), document });
  expect(published).toMatchObject({ created: true, version: { dialect: "openapi-3.1", title: "Surety" } });
  expect((await client.versions.listOperations.query({ service, version: published.version.name })).items.length).toBe(
    published.version.operationCount,
  );
  const failure = serverFailure(
    await client.versions.get.query({ service, version: VersionName.parse("2") }).catch((error: unknown) => error),
  );
  expect(failure).toMatchObject({ type: "refused", problem: { code: "version_not_found", status: 404 } });
  const nobody = createClient({ url: "http://127.0.0.1:1", token: "x" });
  expect(serverFailure(await nobody.session.get.query().catch((error: unknown) => error))).toMatchObject({ type: "unreachable" });
});

it("our own document, as the server shows it, is a contract without problems", async () => {
  const document = await (await fetch(`${world.url}/openapi.json`)).text();
  const published = await callRest(world, organization, "versions.publish", { service: "own", version: "1", document });
  expect(published.status).toBe(201);
  expect(await callRest(world, organization, "versions.get", { service: "own", version: "1" })).toMatchObject({ body: { problems: [] } });
});
