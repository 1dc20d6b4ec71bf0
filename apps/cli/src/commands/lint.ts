import { countFindings } from "@surety/model/findings";
import { lintContract } from "@surety/engine-lint/lint-contract";
import { findingsInFiles } from "../bundled-contract.ts";
import { documentHeaders } from "../document-headers.ts";
import { loadDocument, readDocument } from "../documents.ts";
import { ExitCode } from "../exit-code.ts";
import { colors } from "../output/colors.ts";
import { countsText, explainCommand, findingText } from "../output/finding-text.ts";
import type { Output } from "../output/output.ts";
import type { LintReport } from "../output/reports.ts";
import { print } from "../output/print.ts";
import { subjectOf, subjectText } from "../output/subject.ts";

export interface LintOptions {
  /** For a document that is fetched. */
  readonly header: readonly string[];
}

/** `surety lint DOCUMENT`: design rules, offline. Exit code 1 when there is an error. */
export async function lint(reference: string, { header }: LintOptions, output: Output): Promise<ExitCode> {
  const file = await loadDocument(reference, documentHeaders(header, [reference]));
  const contract = await readDocument(file);
  const { findings: found, ruleErrors } = lintContract(contract);
  const findings = findingsInFiles(contract, found);
  const counts = countFindings(findings);
  const report: LintReport = {
    document: subjectOf(file, contract),
    findings,
    counts,
    ruleErrors: [...ruleErrors],
    answer: counts.error > 0 ? "no" : "yes",
  };
  await print(output, report, { text, report: ({ reportOfLint }) => reportOfLint(report, file) });
  return report.answer === "no" ? ExitCode.no : ExitCode.yes;
}

function text({ document, findings, counts, ruleErrors }: LintReport): string {
  const lines = [subjectText(document)];
  if (findings.length > 0) lines.push(findingText(findings));
  for (const error of ruleErrors) lines.push(`  the rule ${error.rule} failed itself: ${error.message}`);
  if (counts.error > 0) lines.push(`${colors.red("✗")} ${countsText(counts)}`);
  else lines.push(`${colors.green("✓")} no errors${findings.length === 0 ? ", and nothing to remark" : `: ${countsText(counts)}`}`);
  const command = explainCommand(findings);
  if (command !== null) lines.push(`${colors.dim("next")}   ${command}`);
  return lines.join("\n");
}
