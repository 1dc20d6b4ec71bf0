import type { Progress } from "./progress.ts";
import { runProgram } from "./run-program.ts";
import { StartProblem } from "./start-problem.ts";
import { toolEnvironment, workspaceRoot } from "./workspace.ts";

/** Builds what has changed since the last build. */
export async function buildWorkspace(progress: Progress): Promise<void> {
  const { code, output } = await runProgram("turbo", ["run", "build", "--output-logs=errors-only", "--log-order=grouped"], {
    cwd: workspaceRoot,
    env: toolEnvironment(),
  });
  if (code === 0) return;
  progress.line(output.trimEnd());
  throw new StartProblem("The build failed; the reason is above.");
}
