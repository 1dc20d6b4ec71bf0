import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWith, runCli } from "./run-cli.ts";

const contract = (...paths: string[]): string =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Orders", version: "1" },
    paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: { "200": { description: "x" } } } }])),
  });

function git(cwd: string, ...args: string[]): void {
  const settings = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always"];
  execFileSync("git", [...settings, ...args], { cwd, stdio: "pipe" });
}

/** Two commits on main; the second lost an operation. */
function repository(path = "openapi.json"): string {
  const root = folderWith({});
  git(root, "init", "-q", "-b", "main");
  for (const text of [contract("/orders", "/customers"), contract("/orders")]) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
    git(root, "add", ".");
    git(root, "commit", "-q", "-m", "next");
  }
  return root;
}

it("a document whose path has spaces, from the root and from its folder", async () => {
  const root = repository("my api/open api.json");
  for (const [cwd, path] of [
    [root, "my api/open api.json"],
    [join(root, "my api"), "open api.json"],
  ] as const) {
    expect((await runCli(["diff", `HEAD~1:${path}`, path], { cwd })).stdout).toContain("✗ 1 breaking");
    expect((await runCli(["check", path, "--against", "HEAD~1"], { cwd })).stdout).toContain("✗ compatibility   1 breaking");
  }
});

it("a shallow clone of one branch: says how to fetch the other, and that works", async () => {
  const origin = repository();
  git(origin, "checkout", "-q", "-b", "feature");
  const cwd = join(folderWith({}), "clone");
  git(origin, "clone", "-q", "--depth=1", "--branch=feature", `file://${origin}`, cwd);
  const { code, stderr } = await runCli(["check", "openapi.json", "--against", "origin/main"], { cwd });
  expect(code).toBe(2);
  const command = /git has no origin\/main\.[\s\S]*`git (fetch [^`]+)`/.exec(stderr)?.[1] ?? "";
  expect(command).toContain("--depth=1");
  git(cwd, ...command.split(" "));
  expect((await runCli(["check", "openapi.json", "--against", "origin/main"], { cwd })).code).toBe(0);
  expect((await runCli(["check", "openapi.json", "--against", "main"], { cwd })).stderr).toContain("There is origin/main: name that.");
  expect((await runCli(["diff", "HEAD~1:openapi.json", "openapi.json"], { cwd })).stderr).toContain("`git fetch --unshallow`");
});

it("a complete clone is not cut off by what is advised", async () => {
  const origin = repository();
  const cwd = join(folderWith({}), "clone");
  git(origin, "clone", "-q", "--single-branch", origin, cwd);
  const { stderr } = await runCli(["check", "openapi.json", "--against", "origin/other"], { cwd });
  expect(stderr).toContain("`git fetch origin other:refs/remotes/origin/other`");
});

it("a document in a submodule: says where to ask", async () => {
  const cwd = folderWith({});
  git(cwd, "init", "-q");
  git(cwd, "submodule", "--quiet", "add", repository(), "contracts");
  git(cwd, "commit", "-q", "-m", "first");
  const { code, stderr } = await runCli(["check", "contracts/openapi.json", "--against", "HEAD"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain("contracts is a submodule, with revisions of its own.");
  const inside = await runCli(["check", "openapi.json", "--against", "HEAD~1"], { cwd: join(cwd, "contracts") });
  expect(inside.stdout).toContain("✗ compatibility   1 breaking");
});

it("a document that the base does not have", async () => {
  const cwd = repository();
  writeFileSync(join(cwd, "new.json"), contract("/new"));
  const { code, stderr } = await runCli(["check", "new.json", "--against", "HEAD"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain("HEAD has no file new.json.");
  expect(stderr).toContain("check it without --against");
});
