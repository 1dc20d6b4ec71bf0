import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { exampleServices } from "./src/example-documents.ts";
import { examplesPython, examplesRoot, missingFramework } from "./src/missing-framework.ts";

const fresh = mkdtempSync(join(tmpdir(), "surety-examples-"));
afterAll(() => rmSync(fresh, { recursive: true }));

function exportDocuments(service: string) {
  return spawnSync(process.execPath, [join(examplesRoot, "export.mjs"), fresh, service], {
    env: { ...process.env, PYTHON: examplesPython },
    encoding: "utf8",
  });
}

describe.each(exampleServices)("$service ($framework)", ({ service, directory, versions }) => {
  const reason = missingFramework(directory);
  const skipped = reason === null ? "" : ` (skipped: ${reason})`;

  it.skipIf(reason !== null)(`exports the committed documents, byte for byte${skipped}`, { timeout: 120_000 }, () => {
    expect(exportDocuments(service).stderr).toBe("");
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
    const result = exportDocuments("invoices");
    expect(result.status).toBe(2);
    expect(result.stderr).toBe("There is no example service invoices; there are orders, catalog, billing.\n");
  });
});
