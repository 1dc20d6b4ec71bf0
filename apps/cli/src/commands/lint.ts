import { countFindings } from "@surety/model/findings";
import { lintContract } from "@surety/engine-lint/lint-contract";
import { loadDocument, readDocument } from "../documents.ts";
import { ExitCode } from "../exit-code.ts";
import { countsText, findingText } from "../output/finding-text.ts";
import type { Output } from "../output/output.ts";
import type { LintReport } from "../output/reports.ts";
import { subjectOf } from "../output/subject.ts";

/** `surety lint DOCUMENT`: design rules, offline. Exit code 1 when there is an error. */
export async function lint(reference: string, output: Output): Promise<ExitCode> {
  const file = await loadDocument(reference);
  const contract = await readDocument(file);
  const { findings, ruleErrors } = lintContract(contract);
  const counts = countFindings(findings);
  const report: LintReport = {
    document: subjectOf(file, contract),
    findings: [...findings],
    counts,
    ruleErrors: [...ruleErrors],
    answer: counts.error > 0 ? "no" : "yes",
  };
  output.out(output.format === "json" ? JSON.stringify(report, null, 2) : text(report));
  return report.answer === "no" ? ExitCode.no : ExitCode.yes;
}

function text({ document, findings, counts, ruleErrors }: LintReport): string {
  const lines = [`${document.file}  ${document.title} ${document.apiVersion} (${document.dialect})`];
  if (findings.length > 0) lines.push(findingText(findings));
  for (const error of ruleErrors) lines.push(`  the rule ${error.rule} failed itself: ${error.message}`);
  lines.push(counts.error > 0 ? `✗ ${countsText(counts)}` : `✓ no errors (${countsText(counts)})`);
  return lines.join("\n");
}
