// Runs before `npm start` and `npm test` on a machine that has nothing but Node and npm: checks Node, then installs the
// packages unless they are installed already. Built-ins only, and syntax that an old Node can read far enough to say so.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const stampFile = join(root, "node_modules/.surety-installed");
const oldestNode = [20, 19];

requireNode();
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const wanted = fingerprint();
if (!isInstalled()) install();

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  console.error(
    `Surety needs Node ${oldestNode.join(".")} or newer, and this is Node ${process.versions.node} (${process.execPath}).\n` +
      "Install Node 24, for example from https://nodejs.org or with `nvm install 24`, and try again.",
  );
  process.exit(1);
}

/** Everything that decides what an installation contains. */
function fingerprint() {
  const hash = createHash("sha256").update(`${packageManager} ${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"]) hash.update(readFileSync(join(root, file)));
  for (const group of ["apps", "packages", "tooling"]) {
    for (const name of readdirSync(join(root, group)).sort()) {
      const manifest = join(root, group, name, "package.json");
      if (existsSync(manifest)) hash.update(manifest.slice(root.length)).update(readFileSync(manifest));
    }
  }
  return hash.digest("hex");
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted;
}

function install() {
  const began = Date.now();
  console.log(`Installing packages with ${packageManager} (about a minute the first time) …`);
  const { NODE_ENV, ...env } = process.env; // production would leave out the tools that build Surety
  const options = ["install", "--frozen-lockfile", ...(process.stdout.isTTY ? [] : ["--reporter=append-only"])];
  const npx = process.platform === "win32" ? "npx.cmd" : "npx";
  const child = spawn(npx, ["--yes", packageManager, ...options], { cwd: root, env, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`npx could not be run (${error.message}). It comes with npm: is npm installed beside Node?`));
  child.on("exit", (code, signal) => {
    if (signal) process.exit(130);
    if (code !== 0) fail(`${packageManager} ended with ${code}.`);
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, wanted);
    console.log(`Packages installed in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  });
}

function fail(what) {
  console.error(
    `\nThe packages could not be installed: ${what}\n` +
      "The reason is printed above. The usual ones:\n" +
      "  offline or name not found   connect once; later starts need no network\n" +
      "  behind a proxy              HTTPS_PROXY=http://proxy:8080 npm start   (or npm config set proxy …)\n" +
      "  a registry of your own      npm config set registry https://registry.example.com/\n" +
      "  certificate not trusted     NODE_EXTRA_CA_CERTS=/path/to/company-ca.pem\n" +
      "  lockfile out of date        after changing a package.json: npx pnpm install\n" +
      "  no space left               about 1 GB is needed for packages and their cache\n",
  );
  process.exit(1);
}
