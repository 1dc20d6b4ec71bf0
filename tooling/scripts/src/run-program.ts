import { spawn } from "node:child_process";

export interface ProgramResult {
  code: number;
  /** Standard output and error, in order, at most the last megabyte. */
  output: string;
}

export interface RunProgramOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Sees the output as it comes. */
  onOutput?: (chunk: string) => void;
  signal?: AbortSignal;
}

/** Runs a program to its end; a program that cannot be started ends with 127. */
export function runProgram(command: string, args: string[], options: RunProgramOptions): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const { cwd, env, onOutput, signal } = options;
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], ...(signal && { signal }) });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        output = (output + chunk).slice(-1_048_576);
        onOutput?.(chunk);
      });
    }
    child.on("error", (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
