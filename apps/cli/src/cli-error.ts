import type { SourceProblem } from "@surety/model/contracts";
import { ExitCode } from "./exit-code.ts";

export interface CliErrorDetails {
  /** Stable id, for scripts. */
  readonly code: string;
  readonly exitCode?: ExitCode;
  /** What to do next. */
  readonly hint?: string;
  /** The file that could not be read, and why. */
  readonly file?: string;
  readonly problems?: readonly SourceProblem[];
  readonly cause?: unknown;
}

/** An expected failure of a command: said in one sentence, with what to do next, never with a stack trace. */
export class CliError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly file: string | undefined;
  readonly problems: readonly SourceProblem[];

  constructor(message: string, details: CliErrorDetails) {
    super(message, { cause: details.cause });
    this.code = details.code;
    this.exitCode = details.exitCode ?? ExitCode.usage;
    this.hint = details.hint;
    this.file = details.file;
    this.problems = details.problems ?? [];
  }
}
