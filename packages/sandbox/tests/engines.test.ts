import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox, type SandboxOptions } from "../src/create-sandbox.ts";

const CONDITIONS = { today: "2027-01-31", strictReaders: false, deprecationDays: {} };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const base = bytes(`
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "200": {description: Orders, content: {application/json: {schema: {type: object, required: [items], properties: {items: {type: array, items: {type: string}}}}}}}
    delete: {responses: {"204": {description: Gone}}}
`);
const revision = bytes(`
openapi: 3.1.0
info: {title: Orders, version: 2.0.0}
paths:
  /orders:
    get:
      responses:
        "200": {description: Orders, content: {application/json: {schema: {type: object, required: [items], properties: {items: {type: array, items: {type: string}}}}}}}
`);

const source: SandboxOptions = { childPath: new URL("../src/child.ts", import.meta.url), execArgv: ["--import", "tsx"], concurrency: 1 };

async function bundle(folder: string): Promise<SandboxOptions> {
  const outfile = join(folder, "engine-child.js");
  await build({
    entryPoints: [fileURLToPath(source.childPath)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "silent",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  return { childPath: outfile, concurrency: 1 };
}

describe.each(["source", "bundle"])("engines in a child from %s", (kind) => {
  let folder: string;
  let sandbox: Sandbox;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "surety-sandbox-"));
    sandbox = createSandbox(kind === "source" ? source : await bundle(folder));
  });
  afterAll(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true });
  });

  test("a contract is read to its summary", async () => {
    expect(await sandbox.read(base)).toMatchObject({
      ok: true,
      result: {
        readable: true,
        summary: { title: "Orders", apiVersion: "1.0.0", syntax: "yaml", operations: [{ key: "GET /orders" }, { key: "DELETE /orders" }] },
      },
    });
  });

  test("what is no contract is an answer, not a failure", async () => {
    expect(await sandbox.read(bytes("<html>Sign in</html>"))).toMatchObject({
      ok: true,
      result: { readable: false, problems: [{ fatal: true, line: 1 }] },
    });
  });

  test("a contract is linted, with the version of the rules", async () => {
    expect(await sandbox.lint(base)).toMatchObject({
      ok: true,
      result: {
        engine: expect.stringMatching(/^surety-lint\//),
        ruleErrors: [],
        findings: expect.arrayContaining([expect.objectContaining({ rule: "surety-lists-are-paged", line: expect.any(Number) })]),
      },
    });
  });

  test("two contracts are compared", async () => {
    const answer = await sandbox.diff(base, revision, CONDITIONS);
    expect(answer).toMatchObject({ ok: true, result: { identical: false, counts: { breaking: 1 } } });
    expect(await sandbox.diff(base, base, CONDITIONS)).toMatchObject({ ok: true, result: { identical: true, changes: [] } });
  });

  test("what the document ignores with a reason is found, with the days on which it does not count", async () => {
    const document = (ignore: string) =>
      bytes(
        `openapi: 3.1.0\ninfo: {title: A, version: "1"}\npaths:\n  /getOrders:\n${ignore}    get: {responses: {"200": {description: ok}}}\n`,
      );
    const nouns = async (text: Uint8Array) => {
      const answer = await sandbox.lint(text);
      if (!answer.ok) throw new Error(answer.message);
      return answer.result.findings.find(({ rule }) => rule === "surety-paths-are-nouns")?.uncounted ?? "it counts";
    };
    expect(await nouns(document(""))).toBe("it counts");
    const why = { reason: "Old.", at: "/paths/~1getOrders" };
    expect(await nouns(document("    x-surety-ignore: {surety-paths-are-nouns: Old.}\n"))).toEqual({
      through: "9999-12-31",
      ignore: { ...why, expires: null },
    });
    expect(await nouns(document("    x-surety-ignore: [{rule: surety-paths-are-nouns, reason: Old., expires: 2199-01-31}]\n"))).toEqual({
      through: "2199-01-31",
      ignore: { ...why, expires: "2199-01-31" },
    });
    expect(await nouns(document("    x-surety-ignore: [{rule: surety-paths-are-nouns, reason: Old., expires: 2020-01-31}]\n"))).toBe(
      "it counts",
    );
  });

  test("to lint what is no contract says which line is wrong", async () => {
    expect(await sandbox.lint(bytes("openapi: 3.1.0\ninfo: [\n"))).toMatchObject({
      ok: false,
      reason: "crash",
      message: expect.stringMatching(/The document is not a contract \(line \d+/),
    });
  });

  test("hostile documents are answered, and the next one works", async () => {
    const bombs = [
      bytes("[".repeat(1_000_000)),
      bytes(
        `openapi: 3.1.0\na: &a [1,1]\n${Array.from({ length: 40 }, (_, i) => `${"bcdefghijklmnopqrstuvwxyz"[i % 25]}${i}: &x${i} [*${i === 0 ? "a" : `x${i - 1}`},*${i === 0 ? "a" : `x${i - 1}`}]`).join("\n")}`,
      ),
      bytes('{"openapi":"3.1.0","__proto__":{"polluted":true},"info":{}}'),
      new Uint8Array([0xff, 0xfe, 0x00]),
      new Uint8Array(0),
    ];
    for (const bomb of bombs) expect((await sandbox.read(bomb)).ok).toBe(true);
    expect(await sandbox.read(base)).toMatchObject({ ok: true, result: { readable: true } });
  });
});
