import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { exampleServices } from "./src/example-documents.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const python = process.env["SURETY_EXAMPLES_PYTHON"] || "python3";
const fresh = mkdtempSync(join(tmpdir(), "surety-examples-"));
afterAll(() => rmSync(fresh, { recursive: true }));

const compareWithPins = `
import importlib.metadata, sys
for line in open(sys.argv[1]):
    name, _, pinned = line.strip().partition("==")
    try:
        found = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        sys.exit(f"{name} is not installed")
    if found != pinned:
        sys.exit(f"{name} is {found}, the document was exported with {pinned}")
`;

/** Why the documents of a service cannot be exported as they were committed, or null. */
function missingFramework(directory: string): string | null {
  const requirements = join("tooling/examples", directory, "requirements.txt");
  const result = spawnSync(python, ["-c", compareWithPins, join(root, directory, "requirements.txt")], { encoding: "utf8" });
  if (result.status === 0) return null;
  const reason = result.error ? `${python} could not be started` : result.stderr.trim();
  return `${reason}; get it: python3 -m venv .venv && .venv/bin/pip install -r ${requirements}, then SURETY_EXAMPLES_PYTHON=$PWD/.venv/bin/python`;
}

describe.each(exampleServices)("$service ($framework)", ({ service, directory, versions }) => {
  const reason = missingFramework(directory);
  const name = "exports the committed documents, byte for byte";

  it.skipIf(reason !== null)(reason === null ? name : `${name} (skipped: ${reason})`, { timeout: 120_000 }, () => {
    const result = spawnSync(process.execPath, [join(root, "export.mjs"), fresh, service], {
      env: { ...process.env, PYTHON: python },
      encoding: "utf8",
    });
    expect(result.stderr).toBe("");
    for (const { path } of versions) {
      const exported = readFileSync(join(fresh, basename(path.pathname)), "utf8");
      expect(exported).toBe(readFileSync(path, "utf8"));
    }
  });

  it("has documents that are small enough to be embedded", () => {
    for (const { path } of versions) expect(readFileSync(path).byteLength).toBeLessThan(40_000);
  });
});

describe("export.mjs", () => {
  it("names the services that exist when it is asked for another", () => {
    const result = spawnSync(process.execPath, [join(root, "export.mjs"), fresh, "invoices"], { encoding: "utf8" });
    expect(result.status).toBe(2);
    expect(result.stderr).toBe("There is no example service invoices; there are orders, catalog, billing.\n");
  });
});
