import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { realpathSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CliError } from "./cli-error.ts";
import { locateConfig } from "./config.ts";
import { type DocumentFile, loadDocument } from "./documents.ts";
import { errorColors } from "./output/colors.ts";
import type { Output } from "./output/output.ts";
import { type TemporaryWorktree, withWorktree } from "./temporary-worktree.ts";

const LIMIT_MS = 120_000;
/** What is kept of a command's output: its end, where the failure is. */
const KEPT_CHARACTERS = 2000;

/**
 * Makes the document of surety.json as it was at a git revision: runs `export` in a temporary worktree. Null when
 * surety.json does not say how, or `reference` is another document.
 * @throws CliError when the command fails, takes longer than 120 s, or does not write the document.
 */
export async function exportAtRevision(revision: string, reference: string, output: Output): Promise<DocumentFile | null> {
  const cwd = process.cwd();
  const located = await locateConfig(cwd);
  const { document, export: command } = located?.config ?? {};
  if (!located || command === undefined || document === undefined || resolve(document) !== resolve(reference)) return null;
  const ask = (...args: string[]): string => execFileSync("git", args, { cwd, encoding: "utf8" }).trim();
  const commit = ask("rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`);
  const top = realpathSync(ask("rev-parse", "--show-toplevel"));
  if (output.format === "text" && process.stderr.isTTY) output.err(errorColors.dim(`exporting ${document} at ${revision} …`));
  return withWorktree(commit, cwd, async (tree) => {
    const folder = join(tree.root, relative(top, realpathSync(located.folder)));
    const name = `${revision}:${document}`;
    const said = await runExport(command, folder, tree, name);
    const path = join(folder, relative(realpathSync(located.folder), realFolder(resolve(document))));
    const file = await loadDocument(path).catch((cause: unknown) => {
      if (!(cause instanceof CliError) || cause.code !== "file_not_found") throw cause;
      throw failed(name, `\`export\` in surety.json did not write ${document} at ${revision}.`, command, said);
    });
    if (!realpathSync(path).startsWith(`${tree.root}${sep}`))
      throw failed(name, `${document} at ${revision} is a link to outside of the repository.`, command, said);
    return { ...file, name, path: resolve(document), origin: null };
  });
}

/** `path` with its folder's links resolved; the file itself need not exist. */
function realFolder(path: string): string {
  try {
    return join(realpathSync(join(path, "..")), relative(join(path, ".."), path));
  } catch {
    return path; // the folder is made by the export
  }
}

/** Runs a shell command to its end, within limits; gives the end of what it printed. */
async function runExport(command: string, cwd: string, tree: TemporaryWorktree, name: string): Promise<string> {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...env } = process.env;
  const child = spawn(command, { shell: true, cwd, env, detached: process.platform !== "win32", stdio: ["ignore", "pipe", "pipe"] });
  const stop = (): void => {
    try {
      if (child.pid !== undefined) process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
    } catch {
      // it has ended, with all that it started
    }
  };
  tree.beforeRemoval(stop);
  let said = "";
  const keep = (text: string): void => {
    said = (said + text).slice(-KEPT_CHARACTERS);
  };
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  const closed = once(child, "close").catch(() => []);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    stop();
  }, LIMIT_MS);
  const failure = await new Promise<string | null>((done) => {
    child.on("error", ({ message }) => done(message));
    child.on("exit", (code, signal) => done(code === 0 ? null : (signal ?? `exit code ${code}`)));
  });
  clearTimeout(timer);
  stop();
  await Promise.race([closed, sleep(1000, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  if (isLate) throw failed(name, `The export of ${name} took longer than ${LIMIT_MS / 1000} s.`, command, said);
  if (failure !== null) throw failed(name, `The export of ${name} failed (${failure}).`, command, said);
  return said;
}

function failed(name: string, message: string, command: string, said: string): CliError {
  const last = said
    .trim()
    .split("\n")
    .slice(-3)
    .map((line) => line.trim())
    .join(" / ")
    .slice(-500);
  return new CliError(last === "" ? message : `${message} It said: ${last}`, {
    code: "export_failed",
    file: name,
    hint: `It runs in a worktree of that revision, which has what is committed there and nothing else, no submodules either: \`${command}\`.`,
  });
}
