import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The bundle that users run, made from the sources as they are now. */
    bundle: string;
  }
}

export default function buildBundle(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "surety-cli-"));
  const bundle = join(folder, "surety.js");
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  execFileSync(process.execPath, ["build.mjs", folder], { cwd: join(import.meta.dirname, ".."), stdio: "inherit" });
  project.provide("bundle", bundle);
  return () => rmSync(folder, { recursive: true, force: true });
}
