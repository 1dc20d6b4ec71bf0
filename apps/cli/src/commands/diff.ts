import { diffContracts } from "@surety/engine-diff/diff-contracts";
import { changesInFiles } from "../bundled-contract.ts";
import { documentHeaders } from "../document-headers.ts";
import { loadDocument, readDocument } from "../documents.ts";
import { ExitCode } from "../exit-code.ts";
import { changeCountsText, changeText } from "../output/change-text.ts";
import { colors } from "../output/colors.ts";
import { MARKS } from "../output/marks.ts";
import type { Output } from "../output/output.ts";
import type { DiffReport } from "../output/reports.ts";
import { print } from "../output/print.ts";
import { subjectOf } from "../output/subject.ts";

export interface DiffOptions {
  /** The lowest level that makes the answer no. */
  readonly failOn: "breaking" | "risky" | "none";
  /** For documents that are fetched. */
  readonly header: readonly string[];
}

/** `surety diff BASE REVISION`: what changed, and whom it breaks, offline. Exit code 1 when something breaks. */
export async function diff(base: string, revision: string, options: DiffOptions, output: Output): Promise<ExitCode> {
  const headers = documentHeaders(options.header, [base, revision]);
  const files = { base: await loadDocument(base, headers), revision: await loadDocument(revision, headers) };
  const contracts = { base: await readDocument(files.base), revision: await readDocument(files.revision) };
  const { changes: found, counts, identical, partial } = diffContracts(contracts.base, contracts.revision);
  const stopped = options.failOn === "none" ? 0 : counts.breaking + (options.failOn === "risky" ? counts.risky : 0);
  const report: DiffReport = {
    base: subjectOf(files.base, contracts.base),
    revision: subjectOf(files.revision, contracts.revision),
    identical,
    partial,
    changes: changesInFiles(contracts.base, contracts.revision, found),
    counts,
    answer: stopped > 0 ? "no" : partial === null ? "yes" : "unknown",
  };
  await print(output, report, { text, report: ({ reportOfComparison }) => reportOfComparison(report, files.revision, options.failOn) });
  return ExitCode[report.answer];
}

function text(report: DiffReport): string {
  const lines: string[] = [];
  if (report.changes.length > 0) lines.push(changeText(report.changes, { base: report.base.file, revision: report.revision.file }));
  if (report.partial !== null) lines.push(`${MARKS.unknown} the comparison is incomplete: ${report.partial}`);
  lines.push(`${MARKS[report.answer]} ${report.identical ? "no changes: both contracts mean the same" : changeCountsText(report.counts)}`);
  const [first] = report.changes;
  if (first && first.level !== "safe") lines.push(`${colors.dim("next")}   surety explain ${first.kind}`);
  return lines.join("\n");
}
