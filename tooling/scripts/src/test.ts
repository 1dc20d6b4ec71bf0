import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { shareEmbeddedPostgres } from "@surety/postgres/shared-postgres";
import { type Browser, findBrowser } from "@surety/testkit/browser";
import postgres from "postgres";
import { readPlaywrightReport } from "./playwright-report.ts";
import { Progress } from "./progress.ts";
import { runProgram } from "./run-program.ts";
import { addCounts, noTests, type TestCounts } from "./test-counts.ts";
import { startTestRedis, type TestRedis } from "./test-redis.ts";
import { summarizeTests, type Tier } from "./test-summary.ts";
import { readVitestReport, type VitestResult } from "./vitest-report.ts";
import { type WorkspacePackage, workspacePackages } from "./workspace-packages.ts";
import { toolEnvironment, workspaceRoot } from "./workspace.ts";

const report = "test-results/vitest.json";
const progress = new Progress(process.stdout);
const requireAll = process.env["SURETY_REQUIRE_ALL"] === "1";
const began = performance.now();
/** The compiler and vitest use several cores each. */
const atOnce = `--concurrency=${Math.max(2, Math.ceil(availableParallelism() / 2))}`;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));

const wanted = process.argv.slice(2);
const packages = workspacePackages(workspaceRoot).filter(
  (entry) => wanted.length === 0 || wanted.includes(entry.name.replace("@surety/", "")),
);
if (packages.length === 0) {
  console.error(`No package is called ${wanted.join(" or ")}. Usage: npm test [-- package …], such as npm test -- engine-diff db`);
  process.exit(1);
}

const redis = await startTestRedis();
const browser = await progress.step("a browser", () => findBrowser());
const database = await progress.step("PostgreSQL for tests", testDatabase);
const ownPython = join(workspaceRoot, ".venv/bin/python");
const env: NodeJS.ProcessEnv = {
  ...(existsSync(ownPython) && { SURETY_EXAMPLES_PYTHON: ownPython }),
  ...toolEnvironment(),
  ...(process.stdout.isTTY ? {} : { NO_COLOR: "1", FORCE_COLOR: "0" }),
  TEST_DATABASE_URL: database,
  ...("url" in redis && { TEST_REDIS_URL: redis.url }),
  ...(browser.executable && { ...browser.environment, CHROMIUM_PATH: browser.executable }),
  // Part of the key of saved results: what could not run here before must run once it can.
  SURETY_TEST_TIERS: ["url" in redis ? "redis" : "", browser.executable ? "browser" : ""].filter(Boolean).join("+"),
};

const tiers: Tier[] = [];
for (const [name, task] of [
  ["type check", "typecheck"],
  ["lint", "lint:workspace"],
  ["build", "build"],
] as const) {
  if (task === "lint:workspace" && wanted.length > 0) continue;
  tiers.push({ name, kind: "step", ok: await step(name, task) });
}
const results = await runVitest();
const services = missingFrameworks(results);
tiers.push({ name: "unit, contract, PostgreSQL", kind: "tests", counts: results.others }, redisTier(redis, results));
if (services) tiers.push(services);
const e2e = packages.find((entry) => "test:e2e" in entry.scripts);
if (e2e) tiers.push(await browserTier(e2e, browser));
const faults = packages.find((entry) => "test:faults" in entry.scripts);
if (faults) tiers.push(await faultsTier(faults, results));

if (results.skipped.length > 0) {
  progress.line("\nSkipped tests");
  for (const { file, test } of results.skipped) progress.line(`  ${relative(workspaceRoot, file)}  ${test}`);
}
if (results.failed.length > 0) {
  progress.line("\nFailed tests");
  for (const { file, test, message } of results.failed) progress.line(`  ${relative(workspaceRoot, file)}  ${test}\n    ${message}`);
}
const { lines, total, ok } = summarizeTests(tiers, requireAll);
progress.line();
for (const line of lines) progress.line(line);
progress.line(`\n${Math.round((performance.now() - began) / 1000)} s`);
if ("url" in redis) redis.stop();
process.stdout.write(`${total}\n`, () => process.exit(ok ? 0 : 1));

/** TEST_DATABASE_URL, else an embedded one that ends by itself once the tests have left it. */
async function testDatabase(say: (detail: string) => void): Promise<string> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given) return given;
  const dataDir = join(workspaceRoot, ".surety/test-postgres");
  const { url } = await shareEmbeddedPostgres({ dataDir, maxConnections: 400, onProgress: say }, 15);
  await postgres(url, { max: 1 })`select 'kept open until this process ends: the server counts as used'`;
  return url;
}

function filters(): string[] {
  return wanted.length === 0 ? [] : packages.map((entry) => `--filter=${entry.name}`);
}

async function step(name: string, task: string): Promise<boolean> {
  const args = ["run", task, "--continue", "--output-logs=errors-only", "--log-order=grouped", atOnce, ...filters()];
  try {
    await progress.step(name, async () => {
      const { code, output } = await runProgram("turbo", args, { cwd: workspaceRoot, env });
      if (code !== 0) throw new Error(output.trimEnd());
    });
    return true;
  } catch (error) {
    progress.line(error instanceof Error ? error.message : String(error));
    return false;
  }
}

/** Unchanged packages are not run again: turbo restores the report of their last run, so that they count. */
async function runVitest(): Promise<VitestResult> {
  const tested = packages.filter((entry) => "test" in entry.scripts);
  for (const entry of tested) rmSync(join(entry.folder, report), { force: true });
  const turbo = ["run", "test", "--continue=dependencies-successful", "--output-logs=new-only", "--log-order=grouped", atOnce];
  progress.line("\n• tests …");
  await inherit("turbo", [...turbo, ...filters()], workspaceRoot);

  const all: VitestResult = { others: noTests(), redis: noTests(), failed: [], skipped: [] };
  for (const entry of tested) addResult(all, entry, readVitestReport(join(entry.folder, report)));
  return all;
}

function addResult(all: VitestResult, entry: WorkspacePackage, result: VitestResult | undefined): void {
  if (!result) {
    progress.line(`✗ the tests of ${entry.name} left no report: they could not run, or their runner crashed`);
    all.others.failed += 1;
    return;
  }
  for (const kind of ["passed", "failed", "skipped"] as const) {
    all.others[kind] += result.others[kind];
    all.redis[kind] += result.redis[kind];
  }
  all.skipped.push(...result.skipped);
  all.failed.push(...result.failed);
}

function redisTier(found: TestRedis, { redis: counts }: VitestResult): Tier {
  const name = "jobs on Redis";
  if ("skip" in found) return { name, kind: "skipped", reason: found.skip };
  return { name, kind: "tests", counts };
}

/** The example services in Python: their tests say in their names why they are skipped. Counted here, not twice. */
function missingFrameworks(all: VitestResult): Tier | undefined {
  const isOurs = ({ file, test }: VitestResult["skipped"][number]) => file.includes("tooling/examples/") && test.includes("(skipped: ");
  const skipped = all.skipped.filter(isOurs);
  if (skipped.length === 0) return undefined;
  all.others.skipped -= skipped.length;
  all.skipped = all.skipped.filter((entry) => !isOurs(entry));
  const reason = "Python frameworks: python3 -m venv .venv && .venv/bin/pip install -r tooling/examples/requirements.txt";
  return { name: "example services", kind: "skipped", reason, tests: skipped.length };
}

async function browserTier(e2e: WorkspacePackage, found: Browser): Promise<Tier> {
  const name = "browser";
  if (found.skip !== undefined) return { name, kind: "skipped", reason: found.skip };
  const folder = mkdtempSync(join(tmpdir(), "surety-e2e-"));
  const file = join(folder, "report.json");
  progress.line("\n• browser tests …");
  const code = await inherit("pnpm", ["run", "test:e2e", "--reporter=list,json"], e2e.folder, { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  const counts: TestCounts = readPlaywrightReport(file) ?? { passed: 0, failed: 1, skipped: 0 };
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return { name, kind: "tests", counts };
}

/** Kills, cuts and restarts real processes; alone on the machine, since times are judged. */
async function faultsTier(entry: WorkspacePackage, all: VitestResult): Promise<Tier> {
  rmSync(join(entry.folder, report), { force: true });
  progress.line("\n• faults …");
  await inherit("turbo", ["run", "test:faults", "--output-logs=new-only", `--filter=${entry.name}`], workspaceRoot);
  const found = readVitestReport(join(entry.folder, report));
  if (!found) return { name: "faults", kind: "tests", counts: { ...noTests(), failed: 1 } };
  all.skipped.push(...found.skipped);
  all.failed.push(...found.failed);
  return { name: "faults", kind: "tests", counts: addCounts([found.others, found.redis]) };
}

function inherit(command: string, args: string[], cwd: string, extra: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...env, ...extra }, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 1));
  });
}
