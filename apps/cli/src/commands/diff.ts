import { compare } from "../compare.ts";
import { findDiffSettings, type SettingOptions } from "../diff-settings.ts";
import { documentHeaders } from "../document-headers.ts";
import { loadDocument, readComparable } from "../documents.ts";
import { ExitCode } from "../exit-code.ts";
import { changeText, comparisonText } from "../output/change-text.ts";
import { colors } from "../output/colors.ts";
import { MARKS } from "../output/marks.ts";
import type { Output } from "../output/output.ts";
import type { DiffReport } from "../output/reports.ts";
import { print } from "../output/print.ts";
import { howToIgnore, weighingNotes } from "../output/weighing-notes.ts";
import type { FailOn } from "../output/report-of.ts";
import { subjectOf } from "../output/subject.ts";

export interface DiffOptions extends SettingOptions {
  /** The lowest level that makes the answer no. */
  readonly failOn: FailOn;
  /** For documents that are fetched. */
  readonly header: readonly string[];
}

/** `surety diff BASE REVISION`: what changed, and whom it breaks, offline. Exit code 1 when something breaks. */
export async function diff(base: string, revision: string, options: DiffOptions, output: Output): Promise<ExitCode> {
  const headers = documentHeaders(options.header, [base, revision]);
  const files = { base: await loadDocument(base, headers), revision: await loadDocument(revision, headers) };
  const readBase = await readComparable(files.base);
  const contracts = { base: readBase, revision: await readComparable(files.revision, readBase) };
  const settings = await findDiffSettings(process.cwd(), options);
  const { changes, counts, identical, partial, weighing } = compare(contracts.base, contracts.revision, settings);
  const stopped = options.failOn === "none" ? 0 : counts.breaking + (options.failOn === "risky" ? counts.risky : 0);
  const report: DiffReport = {
    base: subjectOf(files.base, contracts.base),
    revision: subjectOf(files.revision, contracts.revision),
    identical,
    partial,
    changes,
    counts,
    ...weighing,
    answer: stopped > 0 ? "no" : partial === null ? "yes" : "unknown",
  };
  await print(output, report, { text, report: ({ reportOfComparison }) => reportOfComparison(report, files.revision, options.failOn) });
  return ExitCode[report.answer];
}

function text(report: DiffReport): string {
  const lines: string[] = [];
  if (report.changes.length > 0) lines.push(changeText(report.changes, { base: report.base.file, revision: report.revision.file }));
  for (const note of weighingNotes(report)) lines.push(`  ${note}`);
  if (report.partial !== null) lines.push(`${MARKS.unknown} the comparison is incomplete: ${report.partial}`);
  lines.push(`${MARKS[report.answer]} ${comparisonText(report, report.counts)}`);
  const [first] = report.changes;
  if (first && first.level !== "safe") {
    lines.push(`${colors.dim("next")}   surety explain ${first.kind}`);
    lines.push(`${colors.dim("or")}     ${howToIgnore(first.fingerprint)}`);
  }
  return lines.join("\n");
}
