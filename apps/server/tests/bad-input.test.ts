import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRest, callTrpc } from "./calls.ts";
import { ORDERS_1, SMALL } from "./procedure-table.ts";
import { openWorld, type Organization, type World } from "./world.ts";

let world: World;
let organization: Organization;
beforeAll(async () => {
  world = await openWorld();
  organization = await world.createOrganization();
});
afterAll(() => world.close());

const nested = (depth: number) =>
  `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},"x-a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
const bomb = `openapi: 3.1.0\na: &a [x, x, x, x, x, x, x, x, x]\n${Array.from("bcdefghij")
  .map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${"abcdefghi"[index]}`).join(", ")}]`)
  .join("\n")}\n`;
const cyclic = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Cyclic", version: "1" },
  paths: {
    "/nodes": {
      get: {
        responses: { 200: { description: "OK", content: { "application/json": { schema: { $ref: "#/components/schemas/Node" } } } } },
      },
    },
  },
  components: {
    schemas: {
      Node: { type: "object", properties: { next: { $ref: "#/components/schemas/Node" }, self: { $ref: "#/components/schemas/Loop" } } },
      Loop: { $ref: "#/components/schemas/Loop" },
    },
  },
});

interface Hostile {
  readonly document: string | Buffer;
  readonly status: number;
  readonly code?: string;
  /** What the reader is told. */
  readonly says?: RegExp;
}

const DOCUMENTS: Readonly<Record<string, Hostile>> = {
  "an empty body": { document: "", status: 422, code: "not_a_contract" },
  "text that is no contract": { document: "hello", status: 422, code: "not_a_contract" },
  "JSON that is no contract": { document: '{"name":"x"}', status: 422, code: "not_a_contract", says: /openapi/ },
  "a list": { document: "[1,2]", status: 422, code: "not_a_contract" },
  "a truncated document": { document: ORDERS_1.slice(0, 3000), status: 422, code: "not_a_contract", says: /line/ },
  "bytes that are no UTF-8": { document: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), status: 422, code: "not_a_contract" },
  "a key twice": {
    document: '{"openapi":"3.1.0","info":{"title":"a","title":"b","version":"1"},"paths":{}}',
    status: 422,
    code: "not_a_contract",
    says: /title/,
  },
  "ten thousand levels": { document: nested(10_000), status: 422 },
  "a million brackets": { document: "[".repeat(1_000_000), status: 422 },
  "a YAML bomb": { document: bomb, status: 422 },
  "two YAML documents": { document: "openapi: 3.1.0\n---\nopenapi: 3.1.0\n", status: 422, code: "not_a_contract" },
  "references that go round": { document: cyclic, status: 201 },
  "an unknown version of OpenAPI": {
    document: '{"openapi":"9.0.0","info":{"title":"t","version":"1"},"paths":{}}',
    status: 422,
    code: "not_a_contract",
  },
  "keys that mean something to JavaScript": {
    document:
      '{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},"__proto__":{"polluted":true},"x-c":{"constructor":{"prototype":{"polluted":true}}}}',
    status: 201,
  },
};

describe("documents", () => {
  it.each(Object.entries(DOCUMENTS))("%s", async (name, { document, status, code, says }) => {
    const version = `1.0.${Object.keys(DOCUMENTS).indexOf(name)}`;
    const response = await fetch(`${world.url}/v1/services/hostile/versions/${version}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${organization.token}`, "content-type": "application/octet-stream" },
      body: typeof document === "string" ? document : new Uint8Array(document),
    });
    const problem = (await response.json()) as {
      code?: string;
      detail?: string;
      hint?: string;
      errors?: { detail: string; line?: number }[];
    };
    expect([response.status, problem.code ?? code]).toEqual([status, code ?? problem.code]);
    expect(JSON.stringify(problem)).toMatch(says ?? /./);
    const stored = await callRest(world, organization, "versions.get", { service: "hostile", version });
    expect(stored.status).toBe(status === 201 ? 200 : 404);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("of fifty megabytes are refused with the limit, sent plain or compressed", async () => {
    const headers = { authorization: `Bearer ${organization.token}`, "content-type": "application/json" };
    const url = `${world.url}/v1/services/big/versions/1`;
    const plain = await fetch(url, { method: "PUT", headers, body: Buffer.alloc(50_000_000, 0x20) });
    expect([plain.status, await plain.json()]).toMatchObject([
      413,
      { code: "document_too_large", hint: expect.stringContaining("10 MiB") },
    ]);
    const packed = await fetch(url, {
      method: "PUT",
      headers: { ...headers, "content-encoding": "gzip" },
      body: new Uint8Array(gzipSync(Buffer.alloc(50_000_000, 0x20))),
    });
    expect([packed.status, await packed.json()]).toMatchObject([413, { code: "document_too_large" }]);
    const trpc = await callTrpc(world, organization, "versions.publish", {
      service: "big",
      version: "1",
      document: " ".repeat(11_000_000),
    });
    expect([trpc.status, trpc.body]).toMatchObject([413, { code: "document_too_large" }]);
    expect((await fetch(`${world.url}/livez`)).status).toBe(200);
  });

  it("may be sent compressed", async () => {
    const response = await fetch(`${world.url}/v1/services/packed/versions/1`, {
      method: "PUT",
      headers: { authorization: `Bearer ${organization.token}`, "content-type": "application/json", "content-encoding": "gzip" },
      body: new Uint8Array(gzipSync(SMALL)),
    });
    expect([response.status, await response.json()]).toMatchObject([201, { version: { byteLength: SMALL.length } }]);
  });

  it("keep their bytes: a byte order mark, and what JSON would lose", async () => {
    const text = `\ufeff${SMALL.replace("{}", '{ "x-n": 1e400, "x-e": "\\u0000\\ud800" }')}`;
    const published = await callRest(world, organization, "versions.publish", { service: "bytes", version: "1", document: text });
    expect(published.status).toBe(201);
    const { version } = published.body as { version: { rawDigest: string } };
    const source = await callRest(world, organization, "contracts.getSource", { digest: version.rawDigest });
    expect((source.body as { text: string }).text.replace(/^\ufeff/, "")).toBe(text.slice(1));
  });

  it("under a name that has another document: 409, and the first one stays", async () => {
    const publish = (document: string) => callRest(world, organization, "versions.publish", { service: "twice", version: "1", document });
    expect((await publish(SMALL)).status).toBe(201);
    expect((await publish(SMALL)).status).toBe(200);
    expect(await publish(`${SMALL}\n`)).toMatchObject({
      status: 409,
      body: { code: "version_conflict", hint: expect.stringContaining("new name") },
    });
    expect(await callRest(world, organization, "versions.get", { service: "twice", version: "1" })).toMatchObject({
      body: { byteLength: SMALL.length },
    });
  });

  it("fifty times at once under one name, two documents: one wins, its equals are replays, the others conflict", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, turn) =>
        callRest(world, organization, "versions.publish", {
          service: "race",
          version: "1",
          document: turn % 2 === 0 ? SMALL : `${SMALL}\n`,
        }),
      ),
    );
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(201), count(200), count(409)]).toEqual([1, 24, 25]);
  });
});

describe("names", () => {
  it.each([
    ["versions.get", { service: "nothing", version: "1" }, "service_not_found"],
    ["versions.get", { service: "twice", version: "2" }, "version_not_found"],
    ["verdicts.get", { service: "twice", version: "1", environment: "moon" }, "environment_not_found"],
    ["checks.get", { check: "0d9f4a9e-7f9e-4a0e-8a34-3a0a1e3c8f11" }, "check_not_found"],
    ["contracts.get", { digest: "a".repeat(64) }, "contract_not_found"],
    ["deployments.record", { environment: "production", service: "twice", version: "2" }, "version_not_found"],
  ])("%s %j: %s", async (name, input, code) => {
    const answer = await callRest(world, organization, name, input);
    expect([answer.status, answer.body]).toMatchObject([404, { code, hint: expect.stringMatching(/./) }]);
  });

  it.each(["UPPER", "a b", "-a", "a".repeat(101), "a\u0000b", "..", "%2e%2e", "a/b"])("%j is no service name", async (service) => {
    const answer = await callRest(world, organization, "services.get", { service });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).toHaveProperty("code");
  });

  it("a very long one is refused, not lost on the way", async () => {
    const answer = await callRest(world, organization, "versions.get", { service: "twice", version: "1".repeat(300) });
    expect([answer.status, answer.body]).toMatchObject([400, { code: "invalid_input" }]);
    expect((await callRest(world, organization, "versions.get", { service: "twice", version: "1".repeat(3000) })).status).toBe(404);
  });

  it.each(["x", "e30", "eyJhIjoxfQ", "\u0000", "a".repeat(600)])("%j is no cursor", async (cursor) => {
    const answer = await callRest(world, organization, "services.list", { cursor });
    expect([answer.status, answer.body]).toMatchObject([400, { code: "invalid_input" }]);
  });
});
