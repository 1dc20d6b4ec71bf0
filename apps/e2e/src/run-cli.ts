import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

const bundle = join(import.meta.dirname, "../../cli/bin/surety.mjs");

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built `surety` in an environment without the developer's own servers, tokens and CI variables. */
export function runCli(
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<CliRun> {
  const env = { PATH: process.env["PATH"], XDG_CONFIG_HOME: join(tmpdir(), "surety-no-credentials"), ...options.env };
  const child = spawn(process.execPath, [bundle, ...args], { cwd: options.cwd ?? tmpdir(), env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
