import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { describe, expect, it, onTestFinished } from "vitest";
import { folderWith, runCli } from "./run-cli.ts";

const contract = (paths: object): string => JSON.stringify({ openapi: "3.1.0", info: { title: "Orders", version: "1" }, paths }, null, 2);
const get = { get: { operationId: "list", summary: "x", responses: { "200": { description: "x" } } } };
const base = contract({ "/orders": get, "/customers": get });
const revision = contract({ "/orders": get, "/createOrder/{id}": { post: { responses: { "200": { description: "x" } } } } });

const commands = [
  { args: ["lint", "revision.json"], code: 1 },
  { args: ["diff", "base.json", "revision.json"], code: 1 },
  { args: ["diff", "base.json", "revision.json", "--fail-on", "none"], code: 0 },
  { args: ["check", "revision.json", "--against", "base.json"], code: 1 },
  { args: ["check", "revision.json"], code: 1 },
];

describe.each(commands)("surety $args", ({ args, code }) => {
  const run = (format: string): ReturnType<typeof runCli> =>
    runCli([...args, "--format", format], { cwd: folderWith({ "base.json": base, "revision.json": revision }) });

  it("as markdown", async () => {
    const { stdout, ...rest } = await run("markdown");
    expect(rest).toEqual({ code, stderr: "" });
    expect(stdout).toMatch(/^<!-- surety:\w+ -->\n\n### (?:✅ surety \w+: yes|❌ surety \w+: no)\n\n`revision.json`/);
  });

  it("as SARIF, with the help of its rules", async () => {
    const { stdout, ...rest } = await run("sarif");
    expect(rest).toEqual({ code, stderr: "" });
    const [sarif] = JSON.parse(stdout).runs;
    expect(sarif.results.length).toBeGreaterThan(0);
    for (const result of sarif.results) {
      expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe("revision.json");
      expect(sarif.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(sarif.tool.driver.rules[result.ruleIndex].help.text).not.toContain("surety explain");
    }
  });

  it("as JUnit: something fails just when the answer is no", async () => {
    const { stdout, ...rest } = await run("junit");
    expect(rest).toEqual({ code, stderr: "" });
    expect(elements(stdout).filter((name) => name === "failure" || name === "error").length > 0).toBe(code === 1);
  });

  it("as annotations", async () => {
    const { stdout, ...rest } = await run("github");
    expect(rest).toEqual({ code, stderr: "" });
    const lines = stdout.trimEnd().split("\n");
    expect(lines.at(-1)).toMatch(/^surety \w+: (yes|no) \(.+\)\.$/);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^::(error|warning|notice) file=revision\.json,/);
  });
});

it("names files from the root of GitHub's checkout", async () => {
  const cwd = folderWith({ "revision.json": revision });
  const { stdout } = await runCli(["lint", "revision.json", "--format", "github"], { cwd, env: { GITHUB_WORKSPACE: join(cwd, "..") } });
  expect(stdout).toMatch(/^::error file=surety-cli-test-[^/]+\/revision\.json,line=/);
});

describe("a command that cannot be carried out", () => {
  it.each([["lint", "broken.json"], ["lint", "none.json"], ["can-deploy"], ["lint", "--nope"]])("%s %s", async (...args) => {
    const cwd = folderWith({ "broken.json": "{" });
    const sarif = await runCli([...args, "--format", "sarif"], { cwd });
    expect(sarif).toMatchObject({ code: 2, stderr: "" });
    const [run] = JSON.parse(sarif.stdout).runs;
    expect(run.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: expect.arrayContaining([expect.objectContaining({ level: "error" })]),
    });
    const junit = await runCli([...args, "--format", "junit"], { cwd });
    expect(junit).toMatchObject({ code: 2, stderr: "" });
    expect(elements(junit.stdout)).toEqual(["testsuites", "testsuite", "testcase", "error"]);
    for (const format of ["markdown", "github"]) {
      const said = await runCli([...args, "--format", format], { cwd });
      expect(said).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/^error {2}/) });
    }
  });
});

describe("a verdict", () => {
  const verdict = {
    service: "orders",
    version: "1.0.0",
    environment: "production",
    answer: "unknown",
    summary: "Not known yet.",
    settled: false,
    deployed: [],
    policyVersion: 1,
    contract: "a".repeat(64),
    inputsDigest: "b".repeat(64),
    decidedAt: "2026-11-22T12:00:00.000Z",
    reasons: [
      {
        type: "check-pending",
        effect: "unknown",
        message: "The lint check is queued.",
        fixes: [{ text: "Wait." }],
        kind: "lint",
        check: null,
      },
    ],
  };

  it.each([
    ["markdown", "### ❔ surety can-deploy: unknown\n\n`orders 1.0.0 → production`"],
    ["sarif", '"text": "The lint check is queued."'],
    ["junit", '<testcase classname="verdict" name="lint"><error message="The lint check is queued.">'],
    ["github", "::error title=lint::The lint check is queued.\nsurety can-deploy: unknown."],
  ])("as %s", async (format, said) => {
    const server = createServer((_, answer) => {
      answer.setHeader("content-type", "application/json").end(JSON.stringify({ result: { data: verdict } }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, stdout } = await runCli(
      ["can-deploy", "orders@1.0.0", "--to", "production", "--url", url, "--wait", "0", "--format", format],
      {
        cwd: folderWith({}),
        env: { SURETY_TOKEN: "t" },
      },
    );
    expect(code).toBe(3);
    expect(stdout).toContain(said);
  });
});

/** The names of an XML document's elements, read by a strict parser. */
function elements(xml: string): string[] {
  const names: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => names.push(name));
  parser.write(xml).close();
  return names;
}
