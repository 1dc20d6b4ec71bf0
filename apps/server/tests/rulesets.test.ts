import { afterAll, beforeAll, expect, it } from "vitest";
import { ORDERS_1 } from "./procedure-table.ts";
import { openWorld, type Organization, type World } from "./world.ts";

let world: World;
let mine: Organization;
beforeAll(async () => {
  world = await openWorld({ rateLimits: { credential: 10_000, organization: 0, address: 0 } });
  mine = await world.createOrganization();
});
afterAll(() => world.close());

const call = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
  fetch(`${world.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${mine.token}`,
      ...(body === undefined ? {} : { "content-type": body.startsWith("{") ? "application/json" : "application/yaml" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });

it("creates, replaces, refuses what is stale, and deletes", async () => {
  const created = await call("PUT", "/v1/rulesets/base", "extends: surety:recommended\n", { "if-none-match": "*" });
  expect([created.status, created.headers.get("location")]).toEqual([201, "/v1/rulesets/base"]);
  const etag = created.headers.get("etag") ?? "";
  const read = await call("GET", "/v1/rulesets/base");
  // Of the same state, and with what a reader sees beside it after a dot.
  const seen = read.headers.get("etag") ?? "";
  expect([read.status, seen.split(".")[0]]).toEqual([200, etag.slice(0, -1)]);
  expect((await call("GET", "/v1/rulesets/base", undefined, { "if-none-match": seen })).status).toBe(304);
  expect((await call("PUT", "/v1/rulesets/base", "extends: spectral:oas\n", { "if-match": etag })).status).toBe(200);
  const stale = await call("PUT", "/v1/rulesets/base", "extends: []\n", { "if-match": etag });
  expect([stale.status, await stale.json()]).toEqual([412, expect.objectContaining({ code: "precondition_failed" })]);
  expect((await call("PUT", "/v1/rulesets/base", "extends: []\n", { "if-none-match": "*" })).status).toBe(412);
  const versions = await call("GET", "/v1/rulesets/base/versions?limit=1");
  expect([await versions.json(), versions.headers.get("link")]).toEqual([
    expect.objectContaining({ items: [expect.objectContaining({ version: 2 })] }),
    expect.stringContaining('rel="next"'),
  ]);
  expect((await call("PUT", "/v1/services/orders", '{"ruleset":"org:base"}')).status).toBe(201);
  expect((await call("DELETE", "/v1/rulesets/base")).status).toBe(409);
  expect((await call("PUT", "/v1/services/orders", '{"ruleset":null}')).status).toBe(200);
  expect((await call("DELETE", "/v1/rulesets/base")).status).toBe(204);
  expect((await call("GET", "/v1/rulesets/base")).status).toBe(404);
});

it.each([
  ["a rule that cannot run", 'rules:\n  bad: { given: "$..[", then: { function: truthy } }\n', { line: 2, column: 3 }],
  ["YAML that breaks off", "rules: [", { line: 1 }],
  ["an address", "extends: https://169.254.169.254/latest\n", { line: 1 }],
  ["nothing", "", {}],
  [
    "a billion laughs",
    `a: &a [x]\n${Array.from("bcdefghijklmnopqrstu")
      .map((n, i) => `${n}: &${n} [*${"abcdefghijklmnopqrst"[i]}, *${"abcdefghijklmnopqrst"[i]}]\n`)
      .join("")}`,
    {},
  ],
  ["ten thousand levels", "[".repeat(10_000), {}],
])("refuses %s with its place", async (_what, text, error) => {
  const answer = await call("PUT", "/v1/rulesets/faulty", text, { "content-type": "application/yaml" });
  expect(answer.status).toBe(422);
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  const problem: { code: string; errors: unknown[] } = JSON.parse(await answer.text());
  expect([problem.code, problem.errors[0]]).toEqual(["not_a_ruleset", expect.objectContaining({ pointer: "/source" })]);
  expect(problem.errors[0]).toMatchObject(error);
  expect((await call("GET", "/v1/rulesets/faulty")).status).toBe(404);
});

it("previews without storing, and takes twenty previews in ten seconds", async () => {
  await call("PUT", "/v1/services/tried/versions/1", ORDERS_1);
  const input = JSON.stringify({ service: "tried", version: "1", source: "extends: spectral:oas" });
  const first = await call("POST", "/v1/lint-previews", input);
  expect([first.status, await first.json()]).toEqual([
    200,
    expect.objectContaining({ problems: [], result: expect.objectContaining({ comparedWith: "surety:recommended" }) }),
  ]);
  expect(await (await call("GET", "/v1/rulesets")).json()).toMatchObject({ items: [] });
  // Refused before their bodies are looked at, so that these cost nothing.
  const others = await Promise.all(Array.from({ length: 25 }, () => call("POST", "/v1/lint-previews", "{}")));
  const statuses = others.map(({ status }) => status);
  expect(statuses.filter((status) => status === 400)).toHaveLength(19);
  expect(statuses.filter((status) => status === 429)).toHaveLength(6);
});
