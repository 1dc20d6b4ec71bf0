import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { CliError } from "./cli-error.ts";
import { tooLarge } from "./read-file.ts";

const run = promisify(execFile);
const MAX_BYTES = 64 * 1024 * 1024;

/** A file that was asked of git. */
interface Shown {
  readonly revision: string;
  readonly path: string;
  readonly cwd: string;
}

/** What git prints; null when it fails. */
async function ask(cwd: string, ...args: string[]): Promise<string | null> {
  try {
    return (await run("git", args, { cwd })).stdout.trim() || null;
  } catch {
    return null; // not a repository, or no commit yet: the caller says what to pass instead
  }
}

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
    throw await notInGit({ revision, path, cwd }, cause);
  }
}

async function notInGit({ revision, path, cwd }: Shown, cause: unknown): Promise<CliError> {
  const { code, stderr } = cause as { code?: unknown; stderr?: Buffer };
  const said = String(stderr ?? "");
  const details = { code: "git_not_found", file: `${revision}:${path}`, cause };
  const failure = (message: string, hint: string): CliError => new CliError(message, { ...details, hint });
  if (code === "ENOENT") return failure("git is not installed, so a revision cannot be read.", "Install git, or name a file.");
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return tooLarge(`${revision}:${path}`, MAX_BYTES);
  if (said.includes("not a git repository"))
    return failure(`${revision}:${path} is in git, and this is no git repository.`, "Run it inside the checkout, or name a file.");
  if (/path '.*' (?:does not exist|exists on disk, but not) in/.test(said)) {
    const submodule = await submoduleOf({ revision, path, cwd });
    if (submodule !== null) {
      return failure(
        `${revision} has no file ${path}: ${submodule} is a submodule, with revisions of its own.`,
        `Run it in ${submodule}, with a revision of that repository.`,
      );
    }
    const hint =
      "If the contract is new, there is nothing to break: check it without --against. If it is generated, say how: `export` in surety.json.";
    return new NotInRevision(`${revision} has no file ${path}.`, { ...details, hint });
  }
  return failure(`git has no ${revision}.`, await missingRevisionHint(revision, cwd));
}

/** The submodule that a path leads into at a revision. */
async function submoduleOf({ revision, path, cwd }: Shown): Promise<string | null> {
  const folders = path.split("/").map((_, index, names) => names.slice(0, index + 1).join("/"));
  const listed = (await ask(cwd, "ls-tree", "-z", "--end-of-options", revision, "--", ...folders.filter((name) => name !== ""))) ?? "";
  return /(?:^|\0)160000 commit [0-9a-f]+\t([^\0]+)/.exec(listed)?.[1] ?? null;
}

/** How to get a revision that is not here; CI checkouts often have one commit of one branch. */
async function missingRevisionHint(revision: string, cwd: string): Promise<string> {
  const [remotes, isShallow, sameBranch] = await Promise.all([
    ask(cwd, "remote"),
    ask(cwd, "rev-parse", "--is-shallow-repository"),
    ask(cwd, "for-each-ref", "--format=%(refname:short)", `refs/remotes/*/${revision}`),
  ]);
  const remote = remotes?.split("\n").find((name) => revision.startsWith(`${name}/`));
  const branch = remote && /^[\w./-]+$/.exec(revision.slice(remote.length + 1))?.[0];
  const history = "In GitHub Actions, `fetch-depth: 0` fetches all; in GitLab, `GIT_DEPTH: 0`.";
  // In a complete clone `--depth` would cut its history off.
  const depth = isShallow === "true" ? " --depth=1" : "";
  if (branch) return `Fetch it first: \`git fetch${depth} ${remote} ${branch}:refs/remotes/${remote}/${branch}\`.`;
  if (sameBranch) return `There is ${sameBranch.split("\n")[0]}: name that.`;
  if (isShallow === "true") return `This clone is shallow, without its history: \`git fetch --unshallow\`. ${history}`;
  return "Check its spelling: `git branch --all` and `git log --oneline` list what is here.";
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
  const commit = env["GITHUB_SHA"] || env["CI_COMMIT_SHA"] || (await ask(cwd, "rev-parse", "HEAD"));
  const branch =
    env["GITHUB_HEAD_REF"] || env["GITHUB_REF_NAME"] || env["CI_COMMIT_REF_NAME"] || (await ask(cwd, "rev-parse", "--abbrev-ref", "HEAD"));
  return { version: commit ? commit.slice(0, 12) : null, branch: branch === "HEAD" ? null : (branch ?? null) };
}
