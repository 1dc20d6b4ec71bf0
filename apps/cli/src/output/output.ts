import type { SourceProblem } from "@surety/model/contracts";
import type { Finding } from "@surety/model/findings";
import type { CliError } from "../cli-error.ts";
import { errorColors } from "./colors.ts";
import { printable } from "./printable.ts";

/** Forms of a result that other tools show: a comment, a code scanner's alerts, a test report, annotations. */
export const REPORT_FORMATS = ["markdown", "sarif", "junit", "github"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
/** What every command prints. */
export const PLAIN_FORMATS = ["text", "json"] as const;
export const FORMATS = [...PLAIN_FORMATS, ...REPORT_FORMATS] as const;
/** `unix`: a line for each finding, for editors. */
export const LINT_FORMATS = [...FORMATS, "unix"] as const;
export type Format = (typeof LINT_FORMATS)[number];

/** Where a command writes: its result to `out`, everything about the way there to `err`. */
export interface Output {
  readonly format: Format;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const MAX_PROBLEMS = 20;

/** The process's own streams. A reader that goes away (`| head`) stops nothing: the work is done and the exit code holds. */
export function processOutput(format: Format): Output {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.listenerCount("error") === 0) stream.on("error", () => undefined);
  }
  return {
    format,
    out: (text) => void process.stdout.write(text.endsWith("\n") ? text : `${text}\n`),
    err: (text) => void process.stderr.write(text.endsWith("\n") ? text : `${text}\n`),
  };
}

/** Tells someone at a terminal why nothing happens; a log or a script is not told. */
export function sayWaiting(output: Output, seconds: number): void {
  if (output.format === "text" && process.stderr.isTTY) output.err(errorColors.dim(`waiting up to ${seconds} s for the checks …`));
}

/** A failure, for people or for scripts: JSON, SARIF and JUnit go to `out`, so that one stream always parses. */
export async function writeError(output: Output, error: CliError): Promise<void> {
  const { code, message, hint, file, problems } = error;
  if (output.format === "json") {
    const findings = error.code === "not_a_contract" ? await problemFindings(problems) : [];
    output.out(JSON.stringify({ error: { code, message, hint: hint ?? null, file: file ?? null, problems }, findings }, null, 2));
    return;
  }
  if (output.format === "sarif" || output.format === "junit") {
    const { renderFailure } = await import("./print.ts");
    output.out(await renderFailure(output.format, error));
    return;
  }
  if (output.format === "unix") {
    for (const { line, column, code: problem, message: said } of problems)
      output.out(printable(`${file ?? "document"}:${line}:${column} error surety-document/${problem} ${said}`));
  }
  output.err(`${errorColors.red("error")}  ${printable(message)}`);
  for (const problem of problems.slice(0, MAX_PROBLEMS)) output.err(problemText(printable(problem), printable(file)));
  if (problems.length > MAX_PROBLEMS) output.err(`       … and ${problems.length - MAX_PROBLEMS} more`);
  if (hint) output.err(`${errorColors.dim("next")}   ${printable(hint)}`);
}

function problemText({ line, column, message, pointer, hint }: SourceProblem, file: string | undefined): string {
  const place = file === undefined ? "" : `${file}:${line}:${column}  `;
  const text = `       ${place}${message}${pointer ? errorColors.dim(`  at ${pointer}`) : ""}`;
  return hint ? `${text}\n       ${errorColors.dim(hint)}` : text;
}

async function problemFindings(problems: readonly SourceProblem[]): Promise<Finding[]> {
  const { fingerprint } = await import("@surety/engine-lint/fingerprint");
  return problems.map(({ code, pointer, line, column, message, hint }) => ({
    rule: `surety-document/${code}`,
    severity: "error",
    pointer,
    line,
    column,
    message,
    ...(hint === undefined ? {} : { hint }),
    fingerprint: fingerprint(`surety-document/${code}\n${pointer}\n`, 0),
  }));
}
