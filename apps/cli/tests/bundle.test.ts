import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, inject, it } from "vitest";

/** Bytes that Node reads before a file of the bundle runs: itself and what it imports, but for `import()`. */
function eagerBytes(file: string, seen = new Set<string>()): number {
  if (seen.has(file)) return 0;
  seen.add(file);
  const imports = [...readFileSync(file, "utf8").matchAll(/(?:^|[;}\n])import(?:[\w{}$,*\s]*from)?\s*"(\.[^"]+)"/g)].map(([, path = ""]) =>
    join(dirname(file), path),
  );
  return imports.reduce((sum, path) => sum + eagerBytes(path, seen), statSync(file).size);
}

function part(name: string): string {
  const parts = join(dirname(inject("bundle")), "parts");
  const file = readdirSync(parts).find((each) => new RegExp(`^${name}-[A-Z0-9]{8}\\.c?js$`).test(each));
  expect(file, `the part ${name}`).toBeDefined();
  return join(parts, file ?? "");
}

it("a start reads the option parser, and no engine", () => {
  expect(eagerBytes(inject("bundle")) + eagerBytes(part("main"))).toBeLessThan(100_000);
});

it("the calls of a server read no engine of lint and no automata", () => {
  for (const command of ["publish", "can-deploy", "record-deployment", "login"])
    expect(eagerBytes(part(command)), command).toBeLessThan(500_000);
});

it("lint, diff and check read no automata", () => {
  expect(readFileSync(part("offline"), "utf8")).not.toContain("Script_Extensions");
  expect(readFileSync(part("patterns"), "utf8")).toContain("Script_Extensions");
});

it("explain loads the automata for the examples of patterns", () => {
  const run = spawnSync(process.execPath, [inject("bundle"), "explain", "request-pattern-widened"], { encoding: "utf8" });
  expect(run.stderr).toBe("");
  expect(run.stdout).toContain("the pattern changes from");
});
