import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { CliError } from "./cli-error.ts";

const run = promisify(execFile);
const MAX_BYTES = 64 * 1024 * 1024;

/** The revision is there, and has no such file. */
export class NotInRevision extends CliError {}

/** `git show REVISION:PATH`, as bytes; `path` is relative to the working directory unless git says otherwise. */
export async function readFromGit(revision: string, path: string, cwd: string): Promise<Uint8Array> {
  const name = `${revision}:${path.startsWith("/") || path.startsWith("./") || path.startsWith("../") ? path : `./${path}`}`;
  try {
    const { stdout } = await run("git", ["show", "--end-of-options", name], {
      cwd,
      encoding: "buffer",
      maxBuffer: MAX_BYTES,
      env: { ...process.env, LC_ALL: "C" },
    });
    return stdout;
  } catch (cause) {
    throw notInGit(revision, path, cause);
  }
}

function notInGit(revision: string, path: string, cause: unknown): CliError {
  const { code, stderr } = cause as { code?: unknown; stderr?: Buffer };
  const said = String(stderr ?? "");
  const failure = (message: string, hint: string): CliError =>
    new CliError(message, { code: "git_not_found", file: `${revision}:${path}`, hint, cause });
  if (code === "ENOENT") return failure("git is not installed, so a revision cannot be read.", "Install git, or name a file.");
  if (said.includes("not a git repository"))
    return failure(`${revision}:${path} is in git, and this is no git repository.`, "Run it inside the checkout, or name a file.");
  if (/path '.*' (?:does not exist|exists on disk, but not) in/.test(said)) {
    const message = `${revision} has no file ${path}.`;
    const hint =
      "Is the contract new there? Then there is nothing to break: leave out --against. Is it generated? Then say how: `export` in surety.json.";
    return new NotInRevision(message, { code: "git_not_found", file: `${revision}:${path}`, hint, cause });
  }
  return failure(
    `git has no ${revision}.`,
    "Check the branch or commit, and fetch it first: CI checkouts are often shallow (`git fetch origin main`).",
  );
}

/** The top folder of the checkout that a folder is in; null outside of git. */
export async function repositoryRoot(folder: string): Promise<string | null> {
  try {
    const { stdout } = await run("git", ["rev-parse", "--show-cdup"], { cwd: folder });
    return resolve(folder, stdout.trim());
  } catch {
    return null; // no repository, no git, or a folder that only the revision has
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
  const commit = env["GITHUB_SHA"] || env["CI_COMMIT_SHA"] || (await ask("rev-parse", "HEAD"));
  const branch =
    env["GITHUB_HEAD_REF"] || env["GITHUB_REF_NAME"] || env["CI_COMMIT_REF_NAME"] || (await ask("rev-parse", "--abbrev-ref", "HEAD"));
  return { version: commit ? commit.slice(0, 12) : null, branch: branch === "HEAD" ? null : (branch ?? null) };
}
