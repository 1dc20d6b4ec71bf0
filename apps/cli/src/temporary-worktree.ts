import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CliError } from "./cli-error.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A checkout of one revision beside the user's own. */
export interface TemporaryWorktree {
  readonly root: string;
  /** Called before the worktree goes away, also when a signal ends the process. */
  readonly beforeRemoval: (stop: () => void) => void;
}

/**
 * Checks a commit out into a temporary `git worktree`, and removes it when `use` is done, however that ends: also on
 * SIGINT, SIGTERM and SIGHUP, which then end the process as they would have. No hooks run.
 */
export async function withWorktree<Result>(
  commit: string,
  cwd: string,
  use: (tree: TemporaryWorktree) => Promise<Result>,
): Promise<Result> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "surety-worktree-")));
  const root = join(folder, "tree");
  const stops: (() => void)[] = [];
  const remove = (): void => {
    for (const stop of stops.splice(0)) stop();
    git(cwd, "worktree", "remove", "--force", root);
    rmSync(folder, { recursive: true, force: true });
    git(cwd, "worktree", "prune");
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    remove();
    for (const known of SIGNALS) process.off(known, onSignal);
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    const added = git(cwd, "worktree", "add", "--quiet", "--detach", root, commit);
    if (added.status !== 0) {
      throw new CliError(`git could not check out ${commit.slice(0, 12)}: ${added.stderr.trim().split("\n").at(-1) ?? ""}`, {
        code: "git_worktree_failed",
        hint: "Check that there is room in the temporary folder, or commit the document.",
      });
    }
    return await use({ root, beforeRemoval: (stop) => void stops.push(stop) });
  } finally {
    remove();
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}

/** Waits, so that no signal comes in between: what is half made could not be removed. */
function git(cwd: string, ...args: string[]): { status: number | null; stderr: string } {
  return spawnSync("git", ["-c", "core.hooksPath=/dev/null", ...args], { cwd, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
}
