import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { workspaceRoot } from "./workspace.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "surety-set-up-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("bootstrap", () => {
  /** A workspace with the real script, and an `npx` that writes down how it was called. */
  beforeEach(() => {
    for (const group of ["apps/one", "packages", "tooling/scripts", "bin"]) mkdirSync(join(folder, group), { recursive: true });
    cpSync(join(workspaceRoot, "tooling/scripts/bootstrap.mjs"), join(folder, "tooling/scripts/bootstrap.mjs"));
    write("package.json", '{"packageManager": "pnpm@10.34.8"}');
    write("apps/one/package.json", "{}");
    write("pnpm-lock.yaml", "lock: 1");
    write("pnpm-workspace.yaml", "packages: []");
    npx(0);
  });

  function write(path: string, content: string): void {
    writeFileSync(join(folder, path), content);
  }

  function npx(code: number): void {
    write("bin/npx", `#!/bin/sh\necho "$NODE_ENV:$*" >> "${folder}/calls"\nexit ${code}\n`);
    chmodSync(join(folder, "bin/npx"), 0o755);
  }

  function bootstrap() {
    const env = { ...process.env, NODE_ENV: "production", PATH: [join(folder, "bin"), process.env["PATH"]].join(delimiter) };
    return spawnSync(process.execPath, [join(folder, "tooling/scripts/bootstrap.mjs")], { env, encoding: "utf8" });
  }

  function calls(): string[] {
    return readFileSync(join(folder, "calls"), "utf8").trim().split("\n");
  }

  test("installs once with the pinned package manager, development tools included", () => {
    expect(bootstrap().status).toBe(0);
    expect(calls()).toEqual([":--yes pnpm@10.34.8 install --frozen-lockfile --reporter=append-only"]);
    const again = bootstrap();
    expect([again.status, again.stdout]).toEqual([0, ""]);
    expect(calls()).toHaveLength(1);
  });

  test("installs again when the lockfile or a package changes", () => {
    bootstrap();
    write("pnpm-lock.yaml", "lock: 2");
    bootstrap();
    write("apps/one/package.json", '{"name": "one"}');
    bootstrap();
    expect(calls()).toHaveLength(3);
  });

  test("a failed installation says what to do, and is tried again", () => {
    npx(1);
    const failed = bootstrap();
    expect(failed.status).toBe(1);
    expect(failed.stderr).toMatch(/could not be installed: pnpm@10\.34\.8 ended with 1.*HTTPS_PROXY/s);
    npx(0);
    expect(bootstrap().status).toBe(0);
  });
});

test("the doctor looks at everything that Surety needs", () => {
  const { stdout } = spawnSync(process.execPath, [join(workspaceRoot, "tooling/scripts/doctor.mjs")], { encoding: "utf8" });
  for (const part of ["Node", "packages", "PostgreSQL", "disk", "port", "Redis", "browser", "Python"]) expect(stdout).toContain(part);
});

test("the doctor asks for a database where the embedded one is of no use, and takes one that is given", () => {
  const { stdout } = spawnSync(process.execPath, [join(workspaceRoot, "tooling/scripts/doctor.mjs")], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: "postgres://a:b@localhost/c" },
  });
  expect(stdout).toContain("yours, from DATABASE_URL");
});
