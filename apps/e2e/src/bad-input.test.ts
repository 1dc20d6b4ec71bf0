import { readFileSync } from "node:fs";
import { Problem, type ErrorCode } from "@surety/model/errors";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { example as orders } from "./examples.ts";
import { newOrganization, type Organization } from "./new-organization.ts";

const good = readFileSync(orders.document("1.0.0"));
const other = readFileSync(orders.document("1.1.0"));

interface BadDocument {
  readonly what: string;
  readonly body: () => Uint8Array;
  readonly status: number;
  readonly code: ErrorCode;
  /** In the problem, for the reader. */
  readonly says: RegExp;
}

const text = (content: string) => () => new TextEncoder().encode(content);
const bad: readonly BadDocument[] = [
  { what: "nothing", body: text(""), status: 422, code: "not_a_contract", says: /empty/i },
  { what: "a sign-in page", body: text("<!doctype html><title>Sign in</title>"), status: 422, code: "not_a_contract", says: /HTML/ },
  {
    what: "a document that is cut off",
    body: () => good.subarray(0, good.length / 2),
    status: 422,
    code: "not_a_contract",
    says: /line|end/i,
  },
  {
    what: "a key twice",
    body: text('{"openapi":"3.1.0","info":{"title":"a","version":"1"},"paths":{},"paths":{}}'),
    status: 422,
    code: "not_a_contract",
    says: /already/,
  },
  { what: "a million brackets", body: text("[".repeat(1_000_000)), status: 422, code: "not_a_contract", says: /deep|nest/i },
  { what: "a YAML bomb", body: text(yamlBomb()), status: 422, code: "not_a_contract", says: /alias|expand|node/i },
  {
    what: "bytes that are not UTF-8",
    body: () => Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d]),
    status: 422,
    code: "not_a_contract",
    says: /UTF-8/,
  },
  { what: "50 MB", body: () => Buffer.alloc(50_000_000, " "), status: 413, code: "document_too_large", says: /10 MiB/ },
  { what: "the same version with another document", body: () => other, status: 409, code: "version_conflict", says: /1\.0\.0/ },
];

describe("what the server refuses", () => {
  let organization: Organization;
  beforeAll(async () => {
    organization = await newOrganization(inject("url"));
    await organization.rest("PUT", "/v1/services/orders/versions/1.0.0", good);
    await expectIntact();
  });

  it.each(bad)("$what: $status, and what was published stays", async ({ body, status, code, says }) => {
    for (const version of status === 409 ? ["1.0.0"] : ["1.0.0", "2.0.0"]) {
      const answer = await organization.rest("PUT", `/v1/services/orders/versions/${version}`, body());
      expect([answer.status, answer.headers.get("content-type")]).toEqual([status, expect.stringMatching(/^application\/problem\+json/)]);
      const problem = Problem.parse(await answer.json());
      expect(problem).toMatchObject({ status, code });
      expect(JSON.stringify(problem)).toMatch(says);
    }
    await expectIntact();
  });

  it.each([
    ["an unknown service", "/v1/verdicts?service=nobody&version=1.0.0&environment=production", "service_not_found"],
    ["an unknown version", "/v1/verdicts?service=orders&version=9&environment=production", "version_not_found"],
    ["an unknown environment", "/v1/verdicts?service=orders&version=1.0.0&environment=mars", "environment_not_found"],
    ["an unknown address", "/v1/nothing", "route_not_found"],
  ] as const)("%s: 404 with its own code", async (_, path, code) => {
    const answer = await organization.rest("GET", path);
    expect([answer.status, Problem.parse(await answer.json()).code]).toEqual([404, code]);
  });

  it("another organization's versions are 404, and publishing there changes nothing here", async () => {
    const stranger = await newOrganization(inject("url"));
    expect((await stranger.rest("GET", "/v1/services/orders/versions/1.0.0")).status).toBe(404);
    expect((await stranger.rest("PUT", "/v1/services/orders/versions/1.0.0", other)).status).toBe(201);
    await expectIntact();
  });

  it("publishing one version fifty times at once: one 201, the others the same or 409", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        organization.rest("PUT", "/v1/services/orders/versions/burst", index % 2 === 0 ? good : other),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(24);
    expect(statuses.filter((status) => status === 409)).toHaveLength(25);
  });

  async function expectIntact(): Promise<void> {
    const version = await organization.rest("GET", "/v1/services/orders/versions/1.0.0");
    expect(version.status).toBe(200);
    const { rawDigest }: { rawDigest: string } = JSON.parse(await version.text());
    const source = await organization.rest("GET", `/v1/contracts/${rawDigest}/source`);
    expect(JSON.parse(await source.text()).text).toBe(new TextDecoder().decode(good));
    const versions = await organization.rest("GET", "/v1/services/orders/versions");
    expect(JSON.parse(await versions.text()).items.map(({ name }: { name: string }) => name)).not.toContain("2.0.0");
  }
});

function yamlBomb(): string {
  const lines = ["openapi: 3.1.0", "info: {title: bomb, version: '1'}", "paths: {}", "x0: &x0 [a, a, a, a, a, a, a, a, a, a]"];
  for (let i = 1; i < 12; i += 1) lines.push(`x${i}: &x${i} [${Array.from({ length: 10 }, () => `*x${i - 1}`).join(", ")}]`);
  return lines.join("\n");
}
