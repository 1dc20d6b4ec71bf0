import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type CliRun, folderWith, runCli } from "./run-cli.ts";

const DOCUMENT = JSON.stringify({ openapi: "3.1.0", info: { title: "Orders", version: "1" }, paths: { "/orders": { get: {} } } });
const DEBUG = { SURETY_DEBUG: "1" };

/** Lints, with a cache below `folder`. */
function lint(folder: string, env: NodeJS.ProcessEnv = {}, args: readonly string[] = []): Promise<CliRun> {
  return runCli(["lint", "openapi.json", ...args], { cwd: folder, env: { XDG_CACHE_HOME: join(folder, "cache"), ...env } });
}

function codeFolder(folder: string): string {
  return join(folder, "cache/surety/code");
}

function kept(folder: string): readonly string[] {
  return readdirSync(join(folder, "cache"), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
}

/** A folder with a document and what a first run keeps. */
async function used(): Promise<{ readonly folder: string; readonly first: CliRun; readonly file: string }> {
  const folder = folderWith({ "openapi.json": DOCUMENT });
  const first = await lint(folder);
  const [file = ""] = kept(folder);
  return { folder, first, file };
}

it("keeps the compiled code for its user alone, and the next run takes it and says the same", async () => {
  const { folder, first, file } = await used();
  expect(kept(folder)).toHaveLength(1);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(codeFolder(folder)).mode & 0o777).toBe(0o700);
  const { ino } = statSync(file);
  expect(await lint(folder, DEBUG)).toEqual(first);
  expect(statSync(file).ino, "written once").toBe(ino);
});

it("replaces what is damaged", async () => {
  const { folder, first, file } = await used();
  const whole = readFileSync(file);
  const flipped = Buffer.from(whole);
  flipped.writeUInt8(flipped.readUInt8(5000) ^ 0xff, 5000);
  for (const bytes of [flipped, whole.subarray(0, 2000), whole.subarray(0, 4), Buffer.alloc(0)]) {
    writeFileSync(file, bytes);
    expect(await lint(folder)).toEqual(first);
    expect(kept(folder)).toEqual([file]);
    expect(statSync(file).size).toBeGreaterThan(100_000);
  }
});

it("replaces what V8 made with other flags, which has a file of its own", async () => {
  const { folder, first, file } = await used();
  expect(await lint(folder, { NODE_OPTIONS: "--stack-trace-limit=20" })).toEqual(first);
  expect(kept(folder)).toHaveLength(2);
  const other = readFileSync(kept(folder).find((each) => each !== file) ?? "");
  writeFileSync(file, other);
  expect(await lint(folder)).toEqual(first);
  expect(readFileSync(file).equals(other)).toBe(false);
});

it("lints without a folder that it can write to", async () => {
  const { first } = await used();
  const folder = folderWith({ "openapi.json": DOCUMENT, cache: "a file" });
  expect(await lint(folder)).toEqual(first);
  const { stderr, ...rest } = await lint(folder, DEBUG);
  expect(rest).toEqual({ code: first.code, stdout: first.stdout });
  expect(stderr).toMatch(/^code cache: .*(ENOTDIR|EEXIST)/);
});

it.skipIf(process.platform === "win32")("neither reads nor writes where others may write", async () => {
  const { folder, first, file } = await used();
  writeFileSync(file, "not ours");
  chmodSync(codeFolder(folder), 0o777);
  expect(await lint(folder)).toEqual(first);
  expect(readFileSync(file, "utf8")).toBe("not ours");
});

it("writes nothing in CI, when it is switched off, and when nothing was linted", async () => {
  const folder = folderWith({ "openapi.json": DOCUMENT, "no-contract.json": "{" });
  mkdirSync(join(folder, "cache"));
  await lint(folder, { CI: "true" });
  await lint(folder, { SURETY_CODE_CACHE: "0" });
  await lint(folder, {}, ["--help"]);
  await runCli(["lint", "no-contract.json"], { cwd: folder, env: { XDG_CACHE_HOME: join(folder, "cache") } });
  await runCli(["--version"], { env: { XDG_CACHE_HOME: join(folder, "cache") } });
  expect(kept(folder)).toEqual([]);
});

it("keeps a few megabytes, and removes the oldest", async () => {
  const { folder, file } = await used();
  for (let build = 0; build < 12; build += 1) writeFileSync(join(codeFolder(folder), `offline-OLD${build}`), Buffer.alloc(2_000_000));
  writeFileSync(file, "damaged");
  await lint(folder);
  expect(kept(folder).reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThanOrEqual(12_000_000);
  expect(kept(folder)).toContain(file);
});

it("finds the command behind options, and after --", async () => {
  const { folder, first } = await used();
  const { code, stdout, stderr } = await runCli(["--", "lint", "openapi.json"], { cwd: folder });
  expect({ code, stdout, stderr }).toEqual(first);
});

it("compares patterns with the automata of the other file, whose compiled code is kept too", async () => {
  const schema = (pattern: string): string =>
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Orders", version: "1" },
      paths: { "/orders": { get: { parameters: [{ name: "q", in: "query", schema: { type: "string", pattern } }], responses: {} } } },
    });
  const folder = folderWith({ "a.json": schema("^a+$"), "b.json": schema("^a{1,3}$") });
  const diff = (): Promise<CliRun> => runCli(["diff", "a.json", "b.json"], { cwd: folder, env: { XDG_CACHE_HOME: join(folder, "cache") } });
  const first = await diff();
  expect(first.stdout).toContain("pattern");
  expect(kept(folder)).toHaveLength(2);
  expect(await diff()).toEqual(first);
});

it("imports a ruleset in JavaScript, with compiled code too", async () => {
  const folder = folderWith({ "openapi.json": DOCUMENT, ".spectral.mjs": "export default { rules: {} };" });
  const first = await lint(folder, DEBUG);
  expect(first.stdout).toContain("by .spectral.mjs");
  expect(first.stderr).toBe("");
  expect(await lint(folder, DEBUG)).toEqual(first);
});
