import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CliError } from "./cli-error.ts";

const run = promisify(execFile);
const MAX_BYTES = 64 * 1024 * 1024;

/** `git show REVISION:PATH`, as bytes; `path` is relative to the working directory unless git says otherwise. */
export async function readFromGit(revision: string, path: string, cwd: string): Promise<Uint8Array> {
  const name = `${revision}:${path.startsWith("/") || path.startsWith("./") || path.startsWith("../") ? path : `./${path}`}`;
  try {
    const { stdout } = await run("git", ["show", "--end-of-options", name], { cwd, encoding: "buffer", maxBuffer: MAX_BYTES });
    return stdout;
  } catch (cause) {
    throw new CliError(`git has no ${revision}:${path}.`, {
      code: "git_not_found",
      file: name,
      hint: "Check the branch or commit, and fetch it first: CI checkouts are often shallow (`git fetch origin main`).",
      cause,
    });
  }
}

/** The commit and branch that are checked out, from git or from what CI sets; null where there is neither. */
export async function currentCommit(cwd: string, env: NodeJS.ProcessEnv): Promise<{ version: string | null; branch: string | null }> {
  const ask = async (...args: string[]): Promise<string | null> => {
    try {
      return (await run("git", args, { cwd })).stdout.trim() || null;
    } catch {
      return null; // not a repository, or no commit yet: the caller says what to pass instead
    }
  };
  const commit = env["GITHUB_SHA"] ?? env["CI_COMMIT_SHA"] ?? (await ask("rev-parse", "HEAD"));
  const branch = env["GITHUB_HEAD_REF"] || env["GITHUB_REF_NAME"] || env["CI_COMMIT_REF_NAME"] || (await ask("rev-parse", "--abbrev-ref", "HEAD"));
  return { version: commit ? commit.slice(0, 12) : null, branch: branch === "HEAD" ? null : (branch ?? null) };
}
