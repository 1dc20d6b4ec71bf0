import colors from "picocolors";
import type { CliError } from "../cli-error.ts";

export const FORMATS = ["text", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** Where a command writes: its result to `out`, everything about the way there to `err`. */
export interface Output {
  readonly format: Format;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** The process's own streams. */
export function processOutput(format: Format): Output {
  return {
    format,
    out: (text) => void process.stdout.write(text.endsWith("\n") ? text : `${text}\n`),
    err: (text) => void process.stderr.write(text.endsWith("\n") ? text : `${text}\n`),
  };
}

/** A failure, for people or for scripts: JSON goes to `out`, so that one stream always parses. */
export function writeError(output: Output, error: CliError): void {
  if (output.format === "json") {
    const { code, message, hint, file, problems } = error;
    output.out(JSON.stringify({ error: { code, message, hint: hint ?? null, file: file ?? null, problems } }, null, 2));
    return;
  }
  output.err(`${colors.red("error")}  ${error.message}`);
  for (const problem of error.problems.slice(0, 20)) {
    output.err(`  ${error.file ?? ""}:${problem.line}:${problem.column}  ${problem.message}${problem.pointer ? colors.dim(`  at ${problem.pointer}`) : ""}`);
    if (problem.hint) output.err(colors.dim(`      ${problem.hint}`));
  }
  if (error.problems.length > 20) output.err(`  … and ${error.problems.length - 20} more`);
  if (error.hint) output.err(`${colors.dim("next")}   ${error.hint}`);
}
