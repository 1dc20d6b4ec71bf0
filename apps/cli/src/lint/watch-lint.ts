import { resolve } from "node:path";
import { CliError } from "../cli-error.ts";
import { CONFIG_FILE } from "../config.ts";
import { ExitCode } from "../exit-code.ts";
import { isUrl } from "../is-url.ts";
import { colors } from "../output/colors.ts";
import { countsText } from "../output/finding-text.ts";
import { shownScore } from "../output/lint-notes.ts";
import { lintText, unixText } from "../output/lint-text.ts";
import { type Output, writeError } from "../output/output.ts";
import { printable } from "../output/printable.ts";
import type { LintReport } from "../output/reports.ts";
import { ruleErrorText } from "../output/rule-error-text.ts";
import { FileChanges } from "./file-changes.ts";
import { type LintOptions, runLint } from "./run-lint.ts";

/** Tells when files change. */
export interface Changes {
  /** Replaces what is watched. */
  watch(files: ReadonlySet<string>): void;
  /** Resolves when something has changed since the last call; false when it is time to stop. */
  next(): Promise<boolean>;
  close(): void;
}

/** `surety lint --watch`: lints again when the document, a file that it refers to or the ruleset is saved, until it is stopped. */
export async function watchLint(
  reference: string,
  options: LintOptions,
  output: Output,
  changes: Changes = new FileChanges(),
): Promise<ExitCode> {
  if (reference === "-" || isUrl(reference)) {
    throw new CliError(`${reference === "-" ? "Standard input" : "An address"} cannot be watched.`, {
      code: "option_invalid",
      hint: "--watch takes a file.",
    });
  }
  let files: ReadonlySet<string> = new Set([resolve(reference), resolve(CONFIG_FILE)]);
  let before: LintReport | null = null;
  let wasBroken = false;
  changes.watch(files);
  try {
    do {
      if (output.format === "unix") output.out(`surety: linting ${printable(reference)}`);
      try {
        const run = await runLint(reference, options, output);
        files = run.files;
        const text = roundText({ before, now: run.report, wasBroken }, options, output);
        if (text !== "") output.out(text);
        wasBroken = false;
        before = run.report;
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        await writeError(output, error);
        wasBroken = true;
        if (output.format === "unix") output.out("surety: done, not a contract");
      }
      changes.watch(files);
    } while (await changes.next());
  } finally {
    changes.close();
  }
  return ExitCode.yes;
}

interface Round {
  readonly before: LintReport | null;
  readonly now: LintReport;
  /** The last round had no result. */
  readonly wasBroken: boolean;
}

function roundText({ before, now, wasBroken }: Round, { showIgnored }: LintOptions, { format }: Output): string {
  if (format === "unix") return unixRound(now);
  return before === null ? lintText(now, showIgnored) : changeLines(before, now, wasBroken);
}

/** Editors forget what they have been told when a round begins, so each round says all. */
function unixRound(report: LintReport): string {
  return `${unixText(report)}surety: done, ${countsText(report.counts)}`;
}

/** What is new and what is gone since the last round; nothing when neither is, unless there was no result. */
function changeLines(before: LintReport, { document, findings, counts, score, ruleErrors }: LintReport, wasBroken: boolean): string {
  const was = new Map(before.findings.map((finding) => [finding.fingerprint, finding]));
  const is = new Set(findings.map(({ fingerprint }) => fingerprint));
  const line = (sign: string, { file, line: at, column, severity, rule, message }: LintReport["findings"][number]): string =>
    printable(`${sign} ${file ?? document.file}:${at}:${column} ${severity} ${rule} ${message}`);
  const lines = [
    ...findings.filter(({ fingerprint }) => !was.has(fingerprint)).map((finding) => colors.red(line("+", finding))),
    ...before.findings.filter(({ fingerprint }) => !is.has(fingerprint)).map((finding) => colors.green(line("-", finding))),
    ...ruleErrors.map((error) => printable(`! ${ruleErrorText(error)}`)),
  ];
  if (lines.length === 0 && !wasBroken) return "";
  return [...lines, colors.dim(`${countsText(counts)}, score ${shownScore(score.value)}`)].join("\n");
}
