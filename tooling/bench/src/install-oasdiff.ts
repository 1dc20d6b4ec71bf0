import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The one place that says which oasdiff we compare with. */
export const OASDIFF = { module: "github.com/oasdiff/oasdiff", version: "v1.35.0" } as const;

/** The program, built once from the Go module proxy into the user's cache; or why there is none. */
export function installOasdiff(): { readonly program: string } | { readonly missing: string } {
  const cache = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const folder = join(cache, "surety-bench", `oasdiff-${OASDIFF.version}`);
  const program = join(folder, "oasdiff");
  if (existsSync(program)) return { program };
  if (spawnSync("go", ["version"]).status !== 0) return { missing: "`go` is not installed" };
  mkdirSync(folder, { recursive: true });
  const source = `${OASDIFF.module}@${OASDIFF.version}`;
  process.stdout.write(`Building ${source} (once) …\n`);
  const built = spawnSync("go", ["install", source], { env: { ...process.env, GOBIN: folder }, encoding: "utf8", timeout: 1_200_000 });
  if (built.status === 0 && existsSync(program)) return { program };
  return { missing: `\`go install ${source}\` failed: ${built.stderr.trim().split("\n").at(-1) ?? "it took over 20 minutes"}` };
}
