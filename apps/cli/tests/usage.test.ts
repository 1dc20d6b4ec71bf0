import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ErrorReport } from "../src/output/reports.ts";
import { describe, expect, it } from "vitest";
import { folderWith, runCli } from "./run-cli.ts";

describe("a command that is not understood", () => {
  it.each([
    [["bogus"], "Unknown command 'bogus'."],
    [["lnt"], "Did you mean lint?"],
    [["lint", "--frmat", "json"], "Did you mean --format?"],
    [["lint", "x", "--format", "yaml"], "Allowed choices are text, json, markdown, sarif, junit, github, unix."],
    [["publish", "x", "--format", "markdown"], "Allowed choices are text, json."],
    [["diff", "one.json"], "Missing required argument 'revision'."],
    [["diff", "a", "b", "c"], "Too many arguments"],
    [["can-deploy", "--wait", "soon"], "A number of seconds from 0 to 3600."],
    [["can-deploy", "Orders@1", "--to", "production"], "is not a service name: lower-case"],
    [["can-deploy", "orders@", "--to", "production"], "is not a version name"],
    [["can-deploy", "orders@1", "--to", "Production"], "is not an environment name"],
    [["can-deploy", "orders@1"], "Deploy to where?"],
    [["record-deployment", "orders@1"], "Deployed to where?"],
    [["check"], "Which document?"],
    [["explain", "surety-paths-are-noun"], "Did you mean `surety explain surety-paths-are-nouns`?"],
    [["login"], "No server is known."],
    [["login", "--url", "localhost:4400", "--token", "x"], "is not the address of a server."],
    [["login", "--url", "http://localhost:4400"], "No token is known for http://localhost:4400."],
  ])("surety %j says: %s", async (args, sentence) => {
    const cwd = folderWith({});
    const text = await runCli(args, { cwd });
    expect(text).toMatchObject({ code: 2, stdout: "" });
    expect(text.stderr).toContain(sentence);
    expect(text.stderr).toMatch(/^error {2}.+\nnext {3}.+\n$/);
  });

  it.each([
    [["bogus", "--format", "json"]],
    [["lint", "--nope", "--format=json"]],
    [["diff", "one.json", "--format", "json"]],
    [["can-deploy", "orders@1", "--format", "json"]],
    [["explain", "no-such-name", "--format", "json"]],
    [["login", "--format", "json"]],
  ])("surety %j answers with one JSON document", async (args) => {
    const { code, stdout, stderr } = await runCli(args, { cwd: folderWith({}) });
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(ErrorReport.parse(JSON.parse(stdout)).error.hint).toMatch(/\w/);
  });

  it("shows all commands and the exit codes when none is named", async () => {
    const { code, stderr } = await runCli([]);
    expect(code).toBe(2);
    for (const word of ["Offline:", "With a server:", "can-deploy", "3 unknown"]) expect(stderr).toContain(word);
  });

  it("answers --version and help with 0", async () => {
    expect(await runCli(["--version"])).toEqual({ code: 0, stdout: "0.1.0\n", stderr: "" });
    expect(await runCli(["help", "can-deploy"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("--wait <seconds>"),
      stderr: "",
    });
  });
});

describe("surety.json", () => {
  it.each([
    ["not JSON", "{service: orders}", "is not JSON"],
    ["a member that it does not take", '{"servce": "orders"}', "servce"],
    ["an address that is none", '{"url": "surety"}', "url"],
  ])("%s: names the file and the fault", async (_, content, sentence) => {
    const { code, stderr } = await runCli(["lint"], { cwd: folderWith({ "surety.json": content }) });
    expect(code).toBe(2);
    expect(stderr).toContain("surety.json");
    expect(stderr).toContain(sentence);
  });

  it("says when it cannot be read", async () => {
    const cwd = folderWith({});
    mkdirSync(join(cwd, "surety.json"));
    expect(await runCli(["lint"], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("surety.json cannot be read: it is a folder."),
    });
  });

  it("is found from a folder below, with its document relative to itself", async () => {
    const cwd = folderWith({
      "surety.json": '\uFEFF{"document": "openapi.json"}',
      "openapi.json": JSON.stringify({ openapi: "3.1.0", info: { title: "Orders", version: "7" }, paths: {} }),
    });
    mkdirSync(join(cwd, "src"));
    expect((await runCli(["lint"], { cwd: join(cwd, "src") })).stdout).toContain("Orders 7");
  });
});

describe("init", () => {
  it.each([
    ["fastapi==0.115", "requirements.txt", "FastAPI", "app.openapi()"],
    ["djangorestframework\ndrf-spectacular", "requirements.txt", "Django REST Framework", "manage.py spectacular"],
    ["flask-smorest", "requirements.txt", "flask-smorest", "flask openapi write"],
    ['dependencies = ["apiflask"]', "pyproject.toml", "APIFlask", "flask spec"],
  ])("recognises %j", async (content, file, framework, command) => {
    const { code, stdout } = await runCli(["init", "--service", "orders"], { cwd: folderWith({ [file]: content }) });
    expect(code).toBe(0);
    expect(stdout).toContain(framework);
    expect(stdout).toContain(command);
  });

  it("does not overwrite what is there", async () => {
    const cwd = folderWith({ "surety.json": "{}" });
    expect(await runCli(["init"], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining("--force") });
    expect((await runCli(["init", "--force", "--service", "orders"], { cwd })).code).toBe(0);
  });
});
