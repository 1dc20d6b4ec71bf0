import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SMALL } from "./procedure-table.ts";
import { openWorld, type Organization, type World } from "./world.ts";

let world: World;
let organization: Organization;
let webhook: string;
beforeAll(async () => {
  world = await openWorld();
  organization = await world.createOrganization();
  const created = await call("POST", "/v1/webhooks", {}, { url: "https://1.1.1.1/hooks", eventTypes: ["check.completed"] });
  webhook = created.body.id;
});
afterAll(() => world.close());

async function call(method: string, path: string, headers: Record<string, string> = {}, body?: unknown) {
  const response = await fetch(world.url + path, {
    method,
    headers: {
      authorization: `Bearer ${organization.token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, etag: response.headers.get("etag") ?? "", body: text === "" ? undefined : JSON.parse(text) };
}

const RESOURCES = [
  { path: "/v1/services/orders", one: { title: "Orders" }, other: { title: "All orders" } },
  { path: "/v1/environments/qa", one: { position: 3 }, other: { position: 4 } },
  { path: "/v1/webhooks/{webhook}", one: { description: "One", enabled: true }, other: { description: "Other", enabled: false } },
  { path: "/v1/audit-settings", one: { retentionDays: 365 }, other: { retentionDays: null } },
  { path: "/v1/default-ruleset", one: { ruleset: "surety:recommended" }, other: { ruleset: "spectral:oas" } },
] as const;

describe.each(RESOURCES)("a change of $path", ({ path: template, one, other }) => {
  let path: string;
  beforeAll(() => {
    path = template.replace("{webhook}", webhook);
  });

  it("that is bound to an ETag is refused once somebody else was faster", async () => {
    await call("PUT", path, {}, one);
    const seen = await call("GET", path);
    const changed = await call("PUT", path, { "if-match": seen.etag }, other);
    expect(changed.status).toBe(200);
    const late = await call("PUT", path, { "if-match": seen.etag }, one);
    expect([late.status, late.body.code]).toEqual([412, "precondition_failed"]);
    expect((await call("PUT", path, { "if-match": changed.etag }, one)).status).toBe(200);
    expect((await call("PUT", path, { "if-match": "*" }, other)).status).toBe(200);
    expect((await call("PUT", path, {}, one)).status).toBe(200);
  });

  it("by ten at once, all bound to what they saw, is made by one", async () => {
    const seen = await call("GET", path);
    const bodies = Array.from({ length: 10 }, () => other);
    const answers = await Promise.all(bodies.map((body) => call("PUT", path, { "if-match": seen.etag }, body)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
  });
});

it("If-None-Match: * creates, and changes nothing that is there", async () => {
  for (const [path, body] of [
    ["/v1/services/created", { title: "One" }],
    ["/v1/environments/created", { position: 7 }],
  ] as const) {
    const answers = await Promise.all(Array.from({ length: 5 }, () => call("PUT", path, { "if-none-match": "*" }, body)));
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([201, 412, 412, 412, 412]);
  }
});

it("what changes by itself does not stand in the way of a write, and is told to a reader", async () => {
  await call("PUT", "/v1/services/busy", {}, { title: "Busy" });
  const seen = await call("GET", "/v1/services/busy");
  expect((await call("GET", "/v1/services/busy", { "if-none-match": seen.etag })).status).toBe(304);
  await call("PUT", "/v1/services/busy/versions/1", {}, SMALL);
  const after = await call("GET", "/v1/services/busy", { "if-none-match": seen.etag });
  expect(after.status).toBe(200);
  expect(after.etag).not.toBe(seen.etag);
  expect((await call("PUT", "/v1/services/busy", { "if-match": seen.etag }, { title: "Still busy" })).status).toBe(200);
});

it("a deletion is bound in the same way", async () => {
  await call("PUT", "/v1/services/gone", {}, { title: "One" });
  await call("PUT", "/v1/rulesets/gone", {}, "extends: surety:recommended\n");
  const token = await call("POST", "/v1/tokens", {}, { name: "gone", scopes: ["read"] });
  const expires = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const exception = await call(
    "POST",
    "/v1/exceptions",
    {},
    { fingerprint: "b7e1c09a12f4", service: "orders", reason: "Agreed.", expires },
  );
  for (const path of ["/v1/services/gone", "/v1/rulesets/gone", `/v1/tokens/${token.body.id}`, `/v1/exceptions/${exception.body.id}`]) {
    const { etag } = await call("GET", path);
    expect((await call("DELETE", path, { "if-match": '"another"' })).status).toBe(412);
    expect((await call("GET", path)).etag).toBe(etag);
    expect((await call("DELETE", path, { "if-match": etag })).status).toBe(204);
    expect((await call("GET", path)).status).toBe(404);
  }
});
