import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ErrorReport } from "../src/output/reports.ts";
import { describe, expect, it } from "vitest";
import { folderWith, runCli } from "./run-cli.ts";

const contract = (paths: object = {}): string =>
  JSON.stringify({ openapi: "3.1.0", info: { title: "Orders", version: "1" }, paths }, null, 2);

interface BadDocument {
  readonly what: string;
  readonly content: string | Uint8Array;
  /** In the message for people. */
  readonly says: RegExp;
  readonly line?: number;
}

const bad: readonly BadDocument[] = [
  { what: "nothing", content: "", says: /empty/i },
  { what: "a sign-in page", content: "<!doctype html><html><body>Sign in</body></html>", says: /HTML page/ },
  { what: "another kind of contract", content: JSON.stringify({ asyncapi: "3.0.0", info: {} }), says: /AsyncAPI/ },
  { what: "JSON that is cut off", content: contract({ "/orders": { get: {} } }).slice(0, -20), says: /ends|unexpected|closed/i },
  {
    what: "JSON with a key twice",
    content: '{"openapi":"3.1.0",\n"info":{"title":"a","version":"1"},\n"paths":{},\n"paths":{}}',
    says: /"paths" is already/,
    line: 4,
  },
  {
    what: "YAML with a key twice",
    content: "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\npaths: {}\n",
    says: /paths/,
    line: 4,
  },
  { what: "JSON nested a million deep", content: "[".repeat(1_000_000), says: /deep|nest/i },
  { what: "YAML nested a hundred thousand deep", content: `a: ${"[".repeat(100_000)}`, says: /deep|nest/i },
  { what: "a YAML bomb", content: yamlBomb(), says: /alias|expand|nodes/i },
  { what: "bytes that are not UTF-8", content: Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d]), says: /UTF-8/ },
];

describe("a document that is not a contract", () => {
  it.each(bad)("$what: says what is wrong and where, exit code 2", async ({ content, says, line }) => {
    const cwd = folderWith({ "openapi.json": content });
    const { code, stdout, stderr } = await runCli(["lint", "openapi.json"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^error {2}openapi\.json is not a contract\.\n {7}openapi\.json:\d+:\d+ {2}/);
    expect(stderr).toMatch(says);
    expect(stderr).toContain(`openapi.json:${line ?? ""}`);
    expect(stderr).not.toMatch(/failed itself|at .*\.js/);
  });

  it.each(bad)("$what: as JSON, with findings that an editor can show", async ({ content, line }) => {
    const cwd = folderWith({ "openapi.json": content });
    const { code, stdout, stderr } = await runCli(["lint", "openapi.json", "--format", "json"], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    const report = ErrorReport.parse(JSON.parse(stdout));
    expect(report.error).toMatchObject({ code: "not_a_contract", file: "openapi.json" });
    const [problem] = report.error.problems;
    expect(report.findings[0]).toMatchObject({ rule: `surety-document/${problem?.code}`, severity: "error", message: problem?.message });
    expect(report.findings[0]?.line).toBe(line ?? problem?.line);
  });

  it("is refused by every command that reads documents", async () => {
    const cwd = folderWith({ "good.json": contract(), "bad.json": "{" });
    for (const args of [
      ["check", "bad.json"],
      ["check", "good.json", "--against", "bad.json"],
      ["diff", "good.json", "bad.json"],
      ["diff", "bad.json", "good.json"],
      ["publish", "bad.json"],
    ]) {
      const { code, stdout } = await runCli([...args, "--format", "json"], { cwd });
      expect([args, code, ErrorReport.parse(JSON.parse(stdout)).error.file]).toEqual([args, 2, "bad.json"]);
    }
  });
});

describe("what can be read in spite of its faults", () => {
  it("cyclic references", async () => {
    const node = { type: "object", properties: { next: { $ref: "#/components/schemas/Node" } } };
    const document = {
      openapi: "3.1.0",
      info: { title: "a", version: "1" },
      paths: {},
      components: { schemas: { Node: node, Self: { $ref: "#/components/schemas/Self" } } },
    };
    const { code, stdout } = await runCli(["lint", "-", "--format", "json"], { stdin: JSON.stringify(document) });
    expect(code).not.toBeNull();
    expect([0, 1]).toContain(code);
    expect(JSON.parse(stdout)).toHaveProperty("findings");
  });

  it("names from JavaScript's prototypes", async () => {
    const document = contract({ "/orders": { get: { responses: { "200": { description: "x" } } } } }).replace(
      '"/orders"',
      '"__proto__": {}, "/constructor"',
    );
    const { code } = await runCli(["lint", "-"], { stdin: document });
    expect([0, 1]).toContain(code);
  });

  it("a byte order mark", async () => {
    expect((await runCli(["lint", "-"], { stdin: `\uFEFF${contract()}` })).code).toBeLessThan(2);
  });
});

describe("where documents come from", () => {
  it("says that a file is missing, and how to make one", async () => {
    const { code, stderr } = await runCli(["lint", "openapi.json"], { cwd: folderWith({}) });
    expect(code).toBe(2);
    expect(stderr).toContain("There is no file openapi.json.");
    expect(stderr).toContain("surety init");
  });

  it("refuses a folder", async () => {
    const cwd = folderWith({});
    mkdirSync(join(cwd, "api"));
    expect((await runCli(["lint", "api"], { cwd })).stderr).toContain("api is a folder.");
  });

  it("refuses 50 MB without reading it, from a file and from standard input", async () => {
    const cwd = folderWith({ "large.json": Buffer.alloc(50_000_000, " ") });
    const file = await runCli(["lint", "large.json"], { cwd });
    expect(file).toMatchObject({ code: 2, stderr: expect.stringContaining("large.json has 47.7 MiB; a contract has at most 10 MiB.") });
    const piped = await runCli(["lint", "-"], { stdin: Buffer.alloc(50_000_000, " ") });
    expect(piped).toMatchObject({ code: 2, stderr: expect.stringContaining("standard input has more than 10 MiB") });
  });

  it("reads a revision from git, and says what git does not have", async () => {
    const cwd = folderWith({ "openapi.json": contract({ "/orders": { get: { responses: { "200": { description: "x" } } } } }) });
    const git = (...args: string[]): Buffer =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd, stdio: "pipe" });
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    const same = await runCli(["diff", "HEAD:openapi.json", "openapi.json", "--format", "json"], { cwd });
    expect(same.code).toBe(0);
    expect(JSON.parse(same.stdout)).toMatchObject({ identical: true, base: { file: "HEAD:openapi.json" } });
    expect((await runCli(["check", "openapi.json", "--against", "main"], { cwd })).stdout).toContain("against main:openapi.json");
    expect((await runCli(["check", "openapi.json", "--against", "origin/main"], { cwd })).stderr).toContain("git has no origin/main.");
    expect((await runCli(["diff", "HEAD:other.json", "openapi.json"], { cwd })).stderr).toContain("HEAD has no file other.json.");
  });

  it("says that a revision needs a repository", async () => {
    const { code, stderr } = await runCli(["diff", "HEAD:openapi.json", "openapi.json"], {
      cwd: folderWith({ "openapi.json": contract() }),
    });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("this is no git repository") });
  });
});

function yamlBomb(): string {
  const lines = ["openapi: 3.1.0", "info: {title: bomb, version: '1'}", "paths: {}", "x0: &x0 [a, a, a, a, a, a, a, a, a, a]"];
  for (let i = 1; i < 12; i += 1) lines.push(`x${i}: &x${i} [${Array.from({ length: 10 }, () => `*x${i - 1}`).join(", ")}]`);
  return lines.join("\n");
}
