import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
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

it("a start reads the option parser, and no engine", () => {
  expect(eagerBytes(inject("bundle"))).toBeLessThan(100_000);
});

it("lint and the calls of a server read no automata", () => {
  const main = readFileSync(inject("bundle"), "utf8");
  for (const command of ["lint", "publish", "can-deploy", "record-deployment", "login"]) {
    const path = new RegExp(`"(\\./parts/${command}-[^"]+)"`).exec(main)?.[1];
    expect(path, `the part for ${command}`).toBeDefined();
    expect(eagerBytes(join(dirname(inject("bundle")), path ?? "")), command).toBeLessThan(700_000);
  }
});

it("explain loads the automata for the examples of patterns", () => {
  const run = spawnSync(process.execPath, [inject("bundle"), "explain", "request-pattern-widened"], { encoding: "utf8" });
  expect(run.stderr).toBe("");
  expect(run.stdout).toContain("the pattern changes from");
});
