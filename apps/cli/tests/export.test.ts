import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { type CliRun, folderWith, runCli } from "./run-cli.ts";

const contract = (...paths: string[]): string =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Orders", version: "1" },
    paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: { "200": { description: "x" } } } }])),
  });

/** A repository whose contract is not committed, but made by `export` from what is. */
function repository(command: string, { folder = ".", document = "openapi.json" } = {}): { cwd: string; root: string; temporary: string } {
  const root = folderWith({});
  const temporary = folderWith({});
  const cwd = join(root, folder);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, "source.json"), contract("/orders", "/customers"));
  writeFileSync(join(cwd, "surety.json"), JSON.stringify({ document, export: command }));
  writeFileSync(join(root, ".gitignore"), "openapi.json\n");
  const git = (...args: string[]): Buffer =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: root, stdio: "pipe" });
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-q", "-m", "first");
  // A hook of the user's must not run for a worktree that is not his.
  writeFileSync(join(root, ".git/hooks/post-checkout"), "#!/bin/sh\ntouch hook-ran\n", { mode: 0o755 });
  writeFileSync(join(cwd, "openapi.json"), contract("/orders"));
  return { cwd, root, temporary };
}

function check({ cwd, temporary }: { cwd: string; temporary: string }, ...args: string[]): Promise<CliRun> {
  return runCli(["check", "--against", "main", ...args], { cwd, env: { TMPDIR: temporary } });
}

function expectNothingLeft({ root, temporary }: { root: string; temporary: string }): void {
  expect(readdirSync(temporary)).toEqual([]);
  expect(existsSync(join(root, ".git/worktrees"))).toBe(false);
  expect(execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" })).toBe("");
}

describe("check --against a revision that does not have the document", () => {
  it.each([
    ["at the root", { folder: "." }],
    ["in a folder", { folder: "services/orders api" }],
  ])("exports it in a worktree of that revision, %s", async (_, options) => {
    const made = repository("cp source.json openapi.json", options);
    const { code, stdout, stderr } = await check(made, "--format", "json");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const report = JSON.parse(stdout);
    expect(report.base.file).toBe("main:openapi.json");
    expect(report.changes.map(({ coordinate }: { coordinate: string }) => coordinate)).toEqual(["GET /customers"]);
    expect(readFileSync(join(made.cwd, "openapi.json"), "utf8")).toBe(contract("/orders"));
    expectNothingLeft(made);
  });

  it.each([
    [
      "fails",
      "echo no module named main >&2; exit 3",
      "The export of main:openapi.json failed (exit code 3). It said: no module named main",
    ],
    ["does not write it", "true", "`export` in surety.json did not write openapi.json at main."],
    ["prints without end, then fails", "yes | head -c 20000000; exit 1", "failed (exit code 1)."],
    ["leaves a link to elsewhere", "ln -s /etc/hostname openapi.json", "is a link to outside of the repository."],
  ])("says so when the export %s, and leaves nothing", async (_, command, said) => {
    const made = repository(command);
    const { code, stdout, stderr } = await check(made);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(said);
    expectNothingLeft(made);
  });

  it("ends what the export leaves running", async () => {
    const made = repository("cp source.json openapi.json; (sleep 600 & echo $! > ../../pid)");
    expect((await check(made)).code).toBe(1);
    const left = readdirSync(made.temporary);
    expect(left).toEqual(["pid"]);
    const pid = Number(readFileSync(join(made.temporary, "pid"), "utf8"));
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
  });

  it("exports no other document than the configured one", async () => {
    const made = repository("cp source.json openapi.json");
    writeFileSync(join(made.cwd, "other.json"), contract("/orders"));
    const { code, stderr } = await check(made, "other.json");
    expect(code).toBe(2);
    expect(stderr).toContain("main has no file other.json.");
  });

  it.each(["SIGINT", "SIGTERM"] as const)("removes the worktree on %s", async (signal) => {
    const made = repository("touch ../../started; sleep 600");
    const child = spawn(process.execPath, [inject("bundle"), "check", "--against", "main"], {
      cwd: made.cwd,
      env: { PATH: process.env["PATH"], TMPDIR: made.temporary },
    });
    const closed = once(child, "close");
    const started = join(made.temporary, "started");
    await expect.poll(() => existsSync(started), { timeout: 30_000 }).toBe(true);
    child.kill(signal);
    expect(await closed).toEqual([null, signal]);
    expect(readdirSync(made.temporary)).toEqual(["started"]);
    expect(existsSync(join(made.root, ".git/worktrees"))).toBe(false);
  });
});

it("a document that is not there: says how surety.json exports it", async () => {
  const cwd = folderWith({ "surety.json": JSON.stringify({ document: "openapi.json", export: "make contract" }) });
  for (const command of ["lint", "check"]) expect((await runCli([command], { cwd })).stderr).toContain("run `make contract` in ");
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
