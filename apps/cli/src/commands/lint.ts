import { CliError } from "../cli-error.ts";
import { ExitCode } from "../exit-code.ts";
import { type LintOptions, runLint } from "../lint/run-lint.ts";
import { lintNotes } from "../output/lint-notes.ts";
import { fixLines, lintText, unixText } from "../output/lint-text.ts";
import type { Output } from "../output/output.ts";
import { print } from "../output/print.ts";
import { printable } from "../output/printable.ts";
import type { LintReport } from "../output/reports.ts";

/** `surety lint DOCUMENT`: design rules, offline. Exit code 1 when a finding is at or above --fail-severity, 3 when a rule could not run. */
export async function lint(reference: string, options: LintOptions, output: Output): Promise<ExitCode> {
  refuseContradictions(options, output);
  if (options.watch) {
    const { watchLint } = await import("../lint/watch-lint.ts");
    return watchLint(reference, options, output);
  }
  const { report, file } = await runLint(reference, options, output);
  const diff = output.format === "text" ? (report.fix?.diff ?? null) : null;
  if (output.format === "unix") {
    const lines = unixText(report);
    if (lines !== "") output.out(lines);
  } else if (diff !== null) printPatch(report, diff, output);
  else
    await print(output, report, {
      text: (known) => lintText(known, options.showIgnored),
      report: ({ reportOfLint }) => reportOfLint(report, file, options.showIgnored),
    });
  return ExitCode[report.answer];
}

/** The patch alone goes to standard output, for `git apply`; what is said about it does not. */
function printPatch(report: LintReport, diff: string, { out, err }: Output): void {
  if (diff !== "") out(process.stdout.isTTY ? diff.split("\n").map(printable).join("\n") : diff);
  for (const line of [...fixLines(report), ...lintNotes(report).filter((note) => note.includes("digest"))]) err(line);
}

function refuseContradictions({ fix, dryRun, watch }: LintOptions, { format }: Output): void {
  const refuse = (message: string, hint: string): never => {
    throw new CliError(message, { code: "option_invalid", hint });
  };
  if (dryRun && !fix) refuse("--dry-run says what --fix would do.", "Add --fix.");
  if (watch && fix) refuse("--watch does not fix: your editor has the file open.", "Run --fix once, without --watch.");
  if (watch && format !== "text" && format !== "unix")
    refuse(`--watch prints lines, and ${format} is one document.`, "Use --format text, or --format unix for editors.");
}
