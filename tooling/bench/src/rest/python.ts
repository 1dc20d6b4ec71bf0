import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const pythonFolder = fileURLToPath(new URL("../../python", import.meta.url));

/** The folder of programs of a virtual environment with `python/requirements.txt`, made once; or why there is none. */
export function installPython(): { readonly bin: string } | { readonly missing: string } {
  const requirements = join(pythonFolder, "requirements.txt");
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const home = join(homedir(), ".cache", "surety-bench", `python-${digest}`);
  const done = join(home, "done");
  try {
    if (!existsSync(done)) {
      mkdirSync(home, { recursive: true });
      execFileSync("python3", ["-m", "venv", home], { stdio: ["ignore", "ignore", "pipe"] });
      execFileSync(join(home, "bin", "pip"), ["install", "--quiet", "--requirement", requirements], {
        stdio: ["ignore", "ignore", "pipe"],
      });
      writeFileSync(done, "");
    }
    return { bin: join(home, "bin") };
  } catch (error) {
    return { missing: `no Python environment: ${error instanceof Error ? error.message.split("\n", 1)[0] : String(error)}` };
  }
}
