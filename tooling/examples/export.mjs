#!/usr/bin/env node
// Exports the OpenAPI documents of the example services, each with its framework's own command.
// Usage: node export.mjs <directory> [service…]      PYTHON=<python with the frameworks>, else python3
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url));
const given = process.env.PYTHON || "python3";
const python = basename(given) === given ? given : resolve(given);
const [directory, ...names] = process.argv.slice(2);
const { services } = JSON.parse(readFileSync(join(root, "expected.json"), "utf8"));

if (directory === undefined) fail("Usage: node export.mjs <directory> [service…]", 2);
for (const name of names) {
  const known = services.map(({ service }) => service);
  if (!known.includes(name)) fail(`There is no example service ${name}; there are ${known.join(", ")}.`, 2);
}

mkdirSync(directory, { recursive: true });
for (const service of services) {
  if (names.length > 0 && !names.includes(service.service)) continue;
  for (const { version, path } of service.documents) {
    const target = join(directory, basename(path));
    writeFileSync(target, exportDocument(service, version));
    console.log(target);
  }
}

function exportDocument(service, version) {
  const [, ...args] = service.exportCommand;
  const result = spawnSync(python, args, {
    cwd: join(root, service.directory, version),
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONIOENCODING: "utf-8" },
  });
  if (result.error) fail(`${python} could not be started (${result.error.message}). Set PYTHON to a Python 3.11 or newer.`, 1);
  if (result.status !== 0) {
    fail(
      `${service.service} ${version} could not be exported with ${python}:\n${String(result.stderr)}\n` +
        `Install its framework: ${python} -m pip install -r ${join(root, service.directory, "requirements.txt")}`,
      1,
    );
  }
  return result.stdout;
}

function fail(message, exitCode) {
  console.error(message);
  process.exit(exitCode);
}
